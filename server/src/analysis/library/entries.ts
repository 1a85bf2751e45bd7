/** What the libraries run elsewhere: in a thread, a pool, a process, on the event loop; what they are given it by. */
import { JOB_ENTRIES } from './job-entries.ts';
import { LOOP_ENTRIES } from './loop-entries.ts';
import { STANDARD_ENTRIES } from './standard-entries.ts';
import { WEB_ENTRIES } from './web-entries.ts';

/** What runs a piece of code. */
export type ContextKind =
  | 'import'
  | 'main'
  | 'event-loop'
  | 'thread'
  | 'executor'
  | 'process'
  | 'signal-handler'
  | 'finalizer';

/** Where something runs, and how often at the same time. */
export interface Run {
  readonly context: ContextKind;
  /** Whether several run at once. */
  readonly runsMany?: boolean;
  /** What comes one after the other: all that one object runs, or all that the library runs under a name. */
  readonly serial?: 'receiver' | { readonly name: string; readonly unless: string };
  /** Whether a server runs it for a request in a thread, unless it is configured to have none. */
  readonly isServed?: boolean;
  /** Runs when the program ends, after the threads that are waited for. */
  readonly isAtExit?: boolean;
  /** The method that starts it, of the object that it is given to: `scheduler.start()`. */
  readonly startedBy?: string;
  /** A method that has to be called in the module, or else it does not run there: `client.loop_start()`. */
  readonly needs?: string;
}

/** A call that is given a function. */
export interface Entry extends Run {
  /** The argument that is run: its position and keyword. */
  readonly position: number;
  readonly keyword?: string;
  /** When it starts: with the call itself, or when `.start()` is called on the result. */
  readonly starts: 'at-once' | 'on-start';
  /** The argument that is the pool it runs in; `None` and nothing mean a pool of threads. */
  readonly pool?: { readonly position: number; readonly keyword?: string };
}

/** A decorator that has the function below it run. */
export interface Registration extends Run {
  /** Whether the name is something else than the function from then on. */
  readonly isReplaced?: boolean;
}

/** A method that the library calls on instances of the program's subclasses. */
export interface Override extends Run {
  /** Whether each instance runs it by itself, once it is made and started. */
  readonly perInstance?: boolean;
}

/** A call that is given an object whose methods are run. */
export interface Handler extends Run {
  readonly position: number;
  readonly keyword?: string;
  /** The names of the methods; undefined for all that are public. */
  readonly methods?: readonly string[];
}

/** A call that makes a server of a class whose methods then handle its requests. */
export interface Server extends Run {
  readonly position: number;
  readonly keyword: string;
}

/** What one set of libraries runs, by qualified names; those of a base class count for the classes derived from it. */
export interface LibraryEntries {
  readonly calls?: Readonly<Record<string, Entry>>;
  readonly decorators?: Readonly<Record<string, Registration>>;
  /** By class and method. */
  readonly overrides?: Readonly<Record<string, Override>>;
  /** By class and attribute: `client.on_message = f`. */
  readonly attributes?: Readonly<Record<string, Run>>;
  readonly handlers?: Readonly<Record<string, Handler>>;
  readonly servers?: Readonly<Record<string, Server>>;
}

const ALL: readonly LibraryEntries[] = [STANDARD_ENTRIES, LOOP_ENTRIES, WEB_ENTRIES, JOB_ENTRIES];

export const ENTRIES: Readonly<Record<string, Entry>> = merged(ALL.map(({ calls }) => calls));
export const REGISTRATIONS: Readonly<Record<string, Registration>> = merged(ALL.map(({ decorators }) => decorators));
export const OVERRIDES: Readonly<Record<string, Override>> = merged(ALL.map(({ overrides }) => overrides));
export const CALLBACK_ATTRIBUTES: Readonly<Record<string, Run>> = merged(ALL.map(({ attributes }) => attributes));
export const HANDLERS: Readonly<Record<string, Handler>> = merged(ALL.map(({ handlers }) => handlers));
export const SERVERS: Readonly<Record<string, Server>> = merged(ALL.map(({ servers }) => servers));

/** Bases that say how a server class of one's own handles its requests. */
export const SERVER_MIXINS: Readonly<Record<string, Server>> = {
  'socketserver.ThreadingMixIn': { context: 'thread', runsMany: true, position: 1, keyword: 'RequestHandlerClass' },
  'socketserver.ForkingMixIn': { context: 'process', runsMany: true, position: 1, keyword: 'RequestHandlerClass' },
};

/** Methods of a request handler that its server calls; `do_GET` and the like by their prefix. */
export const HANDLER_METHODS: readonly string[] = ['setup', 'handle', 'finish'];
export const HANDLER_METHOD_PREFIX = 'do_';

/**
 * Functions that grpc's compiler generates for each service: they are given the object with the service's methods, which
 * the server runs in its pool of threads. Source: https://grpc.github.io/grpc/python/grpc.html#grpc.server
 */
export const GRPC_REGISTRATION = /^add_\w+_to_server$/;
export const GRPC_HANDLER: Handler = { context: 'executor', runsMany: true, position: 0, keyword: 'servicer' };

function merged<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  return Object.assign({}, ...tables);
}
