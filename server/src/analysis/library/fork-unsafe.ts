/** Objects of the libraries that a fork copies although there is only one at the other end, or only one sequence of numbers. */

export interface ForkUnsafe {
  /** What two processes do to each other, as the end of a sentence: 'so that …'. */
  readonly harm: string;
  /** Whether it is connected once it is made, or with its first use. */
  readonly opens: 'at-once' | 'with-use';
  readonly instead: string;
  /** Whether two processes have to use it: then one alone does no harm. */
  readonly isSequence?: boolean;
  /** The function that makes one of which this holds. */
  readonly madeBy?: string;
}

const IN_PROCESS = "Open it in the process: in the pool's 'initializer', or in the function itself.";
const CONNECTION: ForkUnsafe = {
  harm: "both write to one connection, and each may read the other's answers",
  opens: 'at-once',
  instead: IN_PROCESS,
};
const LATE_CONNECTION: ForkUnsafe = { ...CONNECTION, opens: 'with-use' };
const MONGO: ForkUnsafe = {
  ...CONNECTION,
  harm: 'the child has its locks without the threads that would release them, and may wait for ever',
};
const NUMBERS: ForkUnsafe = {
  harm: 'all of them draw the same numbers',
  opens: 'at-once',
  instead: "Make one in each process, in the pool's 'initializer'.",
  isSequence: true,
};

/**
 * By class. A client of redis asks for its process itself and opens another connection, and `random`'s own functions start
 * from another seed after a fork (https://docs.python.org/3/library/os.html#os.register_at_fork), so that they are not here.
 */
export const FORK_UNSAFE: Readonly<Record<string, ForkUnsafe>> = {
  // https://docs.sqlalchemy.org/en/20/core/pooling.html#using-connection-pools-with-multiprocessing-or-os-fork
  'sqlalchemy.engine.Engine': {
    ...LATE_CONNECTION,
    instead: "Make it in the process, or begin there with 'engine.dispose(close=False)'.",
  },
  'sqlalchemy.engine.Connection': CONNECTION,
  // https://pymongo.readthedocs.io/en/stable/faq.html#is-pymongo-fork-safe
  'pymongo.mongo_client.MongoClient': MONGO,
  'pymongo.database.Database': MONGO,
  'pymongo.collection.Collection': MONGO,
  // A socket that listens is shared among workers on purpose.
  'socket.socket': { ...CONNECTION, madeBy: 'socket.create_connection' },
  // https://www.psycopg.org/docs/usage.html#thread-and-process-safety
  'psycopg2.extensions.connection': CONNECTION,
  'psycopg.Connection': CONNECTION,
  'pymysql.connections.Connection': CONNECTION,
  'MySQLdb.connections.Connection': CONNECTION,
  'mysql.connector.connection.MySQLConnection': CONNECTION,
  // https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_
  'sqlite3.Connection': {
    ...CONNECTION,
    harm: "the locks on the file are the parent's, and the database may be damaged",
  },
  'http.client.HTTPConnection': LATE_CONNECTION,
  'http.client.HTTPSConnection': LATE_CONNECTION,
  'requests.Session': LATE_CONNECTION,
  'smtplib.SMTP': CONNECTION,
  'smtplib.SMTP_SSL': CONNECTION,
  'ftplib.FTP': CONNECTION,
  'imaplib.IMAP4': CONNECTION,
  // https://docs.python.org/3/library/random.html#random.Random
  'random.Random': NUMBERS,
  // https://numpy.org/doc/stable/reference/random/parallel.html
  'numpy.random.RandomState': NUMBERS,
  'numpy.random.Generator': {
    ...NUMBERS,
    instead: "Make one in each process from its part of 'SeedSequence(…).spawn(n)'.",
  },
};

/**
 * Functions that draw from the one generator that numpy makes when it is imported: children forked from one parent draw the
 * same numbers, as three of them show with numpy 2 on CPython 3.11.
 * Source: https://numpy.org/doc/stable/reference/random/legacy.html#functions-in-numpy-random
 */
export const DRAWS_FROM_ONE: ReadonlySet<string> = new Set(
  [
    ...['rand', 'randn', 'randint', 'random', 'random_sample', 'ranf', 'sample', 'choice', 'bytes', 'shuffle'],
    ...['permutation', 'normal', 'standard_normal', 'uniform', 'poisson', 'exponential', 'binomial', 'beta', 'gamma'],
  ].map((name) => `numpy.random.${name}`),
);

export const ONE_GENERATOR: ForkUnsafe = {
  ...NUMBERS,
  instead: "Make a 'numpy.random.default_rng(…)' in each process, from its part of 'SeedSequence(…).spawn(n)'.",
};

/** What a module names that has thought of forks. */
export const PREPARES_FOR_FORK: ReadonlySet<string> = new Set([
  ...['register_at_fork', 'getpid', 'dispose', 'worker_process_init', 'seed'],
]);
