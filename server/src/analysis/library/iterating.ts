/**
 * Library calls that go through a container, and whether other threads get their turn meanwhile: data. Measured on CPython
 * 3.11 with threads that add and remove while the call runs; for builds without the GIL
 * https://docs.python.org/3/library/threadsafety.html says which calls hold the container's own lock.
 */
import { lastNames } from './last-names.ts';

/**
 * - `turns`: others get their turn on every Python build, since the loop is written in Python or calls a function
 * - `no-gil`: one step as long as there is a GIL
 */
export type Openness = 'turns' | 'no-gil';

export interface IteratingCall {
  readonly openness: Openness;
  /** Only where the call is given this argument: `max(d, key=f)`, `json.dumps(d, indent=2)`. */
  readonly keyword?: string;
  /** Not where the call is given this one: `json.dump(d, f, sort_keys=True)` sorts a copy. */
  readonly unless?: string;
  /** The position of the container; 0 where it is not said. */
  readonly position?: number;
  /** The kinds of container that it is true of; all where it is not said. */
  readonly of?: ReadonlySet<string>;
}

const DICTS: ReadonlySet<string> = new Set(['dict', 'defaultdict', 'OrderedDict', 'Counter']);
/** `copy.deepcopy` takes a list of a set's elements first: `set.__reduce_ex__`. */
const NO_SETS: ReadonlySet<string> = new Set([...DICTS, 'list', 'deque']);

export const ITERATING_CALLS: Readonly<Record<string, readonly IteratingCall[]>> = {
  'builtins.max': [{ openness: 'turns', keyword: 'key' }, { openness: 'no-gil' }],
  'builtins.min': [{ openness: 'turns', keyword: 'key' }, { openness: 'no-gil' }],
  'builtins.sum': [{ openness: 'no-gil' }],
  'builtins.any': [{ openness: 'no-gil' }],
  'builtins.all': [{ openness: 'no-gil' }],
  'builtins.tuple': [{ openness: 'no-gil' }],
  'collections.deque': [{ openness: 'no-gil' }],
  'copy.deepcopy': [{ openness: 'turns', of: NO_SETS }],
  'functools.reduce': [{ openness: 'turns', position: 1 }],
  'heapq.nlargest': [{ openness: 'turns', position: 1 }],
  'heapq.nsmallest': [{ openness: 'turns', position: 1 }],
  // Without an indent `dumps` is one step in C, over a copy; with one, and in `dump`, it is a loop in Python.
  'json.dumps': [{ openness: 'turns', keyword: 'indent', unless: 'sort_keys', of: DICTS }],
  'json.dump': [{ openness: 'turns', unless: 'sort_keys', of: DICTS }],
  'statistics.mean': [{ openness: 'turns' }],
  'statistics.median': [{ openness: 'no-gil' }],
};

/** Calls that make an iterator, which the next call goes through: others get their turn in between at least. */
export const ITERATOR_MAKERS: ReadonlySet<string> = new Set([
  ...['enumerate', 'zip', 'map', 'filter', 'iter', 'reversed'].map((name) => `builtins.${name}`),
  ...['chain', 'islice', 'takewhile', 'dropwhile', 'starmap', 'zip_longest', 'product'].map(
    (name) => `itertools.${name}`,
  ),
]);

/** Calls that go through what they are given in one step, as long as there is a GIL: a copy, or one that needs none. */
export const COPYING_CALLS: ReadonlySet<string> = new Set([
  ...['list', 'tuple', 'set', 'frozenset', 'dict', 'sorted'].map((name) => `builtins.${name}`),
  'copy.copy',
]);

/** Containers whose iterator is written in Python, so that even a copy is a loop: `list(weak_set)`. */
export const LOOPS_IN_PYTHON: ReadonlySet<string> = new Set(['WeakSet', 'WeakKeyDictionary', 'WeakValueDictionary']);

/** The last parts of all these names: other calls need no closer look. */
export const ITERATING_NAMES: ReadonlySet<string> = lastNames([
  ...Object.keys(ITERATING_CALLS),
  ...ITERATOR_MAKERS,
  ...COPYING_CALLS,
]);
