/** Functions of the libraries that only compute: they wait for nobody, and what they take is time of a processor. */

/** By qualified name. Source: the Python documentation of each. */
export const COMPUTING_CALLS =
  /^(builtins\.(abs|all|any|bin|bool|bytearray|bytes|chr|complex|dict|divmod|enumerate|filter|float|format|frozenset|hash|hex|int|isinstance|iter|len|list|map|max|min|next|oct|ord|pow|range|repr|reversed|round|set|slice|sorted|str|sum|tuple|type|zip)|(array|base64|binascii|bisect|bz2|cmath|collections|copy|decimal|difflib|fractions|functools|hashlib|heapq|itertools|lzma|math|numbers|operator|random|re|statistics|string|struct|textwrap|zlib)\..*|json\.(dumps|loads)|pickle\.(dumps|loads)|time\.(perf_counter|monotonic|process_time))$/;

/**
 * The most threads that `ThreadPoolExecutor` makes by itself, on any machine: `min(32, cores + 4)`.
 * Source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ThreadPoolExecutor
 */
export const MOST_DEFAULT_WORKERS = 32;

/** By the class of a pool of threads: the keyword that says how many. */
export const THREAD_POOLS: Readonly<Record<string, string>> = {
  'concurrent.futures.ThreadPoolExecutor': 'max_workers',
  'multiprocessing.pool.ThreadPool': 'processes',
};

/**
 * Those that compute without the GIL, so that threads do help: with enough to do, the hashes and compressors let go of it.
 * Source: https://docs.python.org/3/library/hashlib.html#hashlib.hash.update, and Modules/zlibmodule.c of CPython.
 */
export const COMPUTING_WITHOUT_GIL = /^(hashlib|zlib|bz2|lzma)\./;

/** Loops over fewer constant items than this take no time worth speaking of. */
export const FEWEST_ITEMS = 10_000;
