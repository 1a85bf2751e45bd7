/** Containers and other mutable values of the libraries: what makes one, what changes one, what only reads one. */

/** What calling these makes: a fresh value that can be changed in place, by the word a message uses for it. */
export const MUTABLE_CONSTRUCTORS: Readonly<Record<string, string>> = {
  'builtins.list': 'list',
  'builtins.dict': 'dict',
  'builtins.set': 'set',
  'builtins.bytearray': 'bytearray',
  'array.array': 'array',
  'collections.deque': 'deque',
  'collections.defaultdict': 'defaultdict',
  'collections.OrderedDict': 'OrderedDict',
  'collections.Counter': 'Counter',
  'collections.ChainMap': 'ChainMap',
  'weakref.WeakKeyDictionary': 'WeakKeyDictionary',
  'weakref.WeakValueDictionary': 'WeakValueDictionary',
  'weakref.WeakSet': 'WeakSet',
  'collections.UserList': 'UserList',
  'collections.UserDict': 'UserDict',
};

const LIST = ['append', 'extend', 'insert', 'remove', 'pop', 'clear', 'sort', 'reverse'];
const DICT = ['update', 'setdefault', 'pop', 'popitem', 'clear'];
const SET = [
  ...['add', 'discard', 'remove', 'pop', 'clear', 'update'],
  ...['difference_update', 'intersection_update', 'symmetric_difference_update'],
];

/** By kind of container: the methods that change it in place. Source: https://docs.python.org/3/library/stdtypes.html */
export const MUTATORS: Readonly<Record<string, ReadonlySet<string>>> = {
  list: new Set(LIST),
  UserList: new Set(LIST),
  array: new Set([...LIST, 'byteswap', 'frombytes', 'fromfile', 'fromlist', 'fromunicode']),
  bytearray: new Set(LIST),
  deque: new Set([...LIST, 'appendleft', 'extendleft', 'popleft', 'rotate']),
  dict: new Set(DICT),
  defaultdict: new Set(DICT),
  UserDict: new Set(DICT),
  ChainMap: new Set(DICT),
  WeakKeyDictionary: new Set(DICT),
  WeakValueDictionary: new Set(DICT),
  WeakSet: new Set(SET),
  OrderedDict: new Set([...DICT, 'move_to_end']),
  Counter: new Set([...DICT, 'subtract']),
  set: new Set(SET),
};

/** Methods of containers that change nothing when the container is empty: they can only take away or reorder. */
export const REDUCERS: ReadonlySet<string> = new Set([
  ...['remove', 'pop', 'popitem', 'popleft', 'clear', 'sort', 'reverse', 'rotate', 'discard', 'byteswap'],
  ...['difference_update', 'intersection_update', 'move_to_end'],
]);

/** Methods of containers that keep their argument itself; the number is its position. */
export const KEEPERS: Readonly<Record<string, number>> = {
  append: 0,
  appendleft: 0,
  add: 0,
  insert: 1,
  setdefault: 1,
  put: 0,
  put_nowait: 0,
};

/** Methods of containers that keep what is in their argument. */
export const SPREADERS: ReadonlySet<string> = new Set(['extend', 'extendleft', 'update']);

/** Functions that change one of their arguments in place; the number is its position. */
export const ARGUMENT_MUTATORS: Readonly<Record<string, number>> = {
  'heapq.heappush': 0,
  'heapq.heappop': 0,
  'heapq.heapify': 0,
  'heapq.heapreplace': 0,
  'heapq.heappushpop': 0,
  'random.shuffle': 0,
  'bisect.insort': 0,
  'bisect.insort_left': 0,
  'bisect.insort_right': 0,
  'operator.setitem': 0,
  'operator.delitem': 0,
  'operator.iadd': 0,
  'builtins.setattr': 0,
  'builtins.delattr': 0,
  'builtins.exec': 1,
  'itertools.chain.extend': 0,
};

/** Functions that keep one of their arguments in an object: `setattr(object, name, value)`. */
export const ARGUMENT_KEEPERS: Readonly<Record<string, number>> = {
  'builtins.setattr': 2,
  'heapq.heappush': 1,
  'object.__setattr__': 2,
  'builtins.object.__setattr__': 2,
};

/**
 * Annotations that promise not to change the value. `Iterator` is not among them: it is used up by reading.
 * Source: https://docs.python.org/3/library/collections.abc.html
 */
export const IMMUTABLE_ANNOTATIONS: ReadonlySet<string> = new Set([
  ...[
    'Sequence',
    'Mapping',
    'Set',
    'AbstractSet',
    'Collection',
    'Iterable',
    'Container',
    'Sized',
    'Reversible',
  ].flatMap((name) => [`typing.${name}`, `collections.abc.${name}`]),
  ...[
    'Hashable',
    'ByteString',
    'KeysView',
    'ValuesView',
    'ItemsView',
    'MappingView',
    'Text',
    'FrozenSet',
    'Tuple',
  ].flatMap((name) => [`typing.${name}`, `collections.abc.${name}`]),
  ...['tuple', 'frozenset', 'bytes', 'str', 'int', 'float', 'bool', 'object'].map((name) => `builtins.${name}`),
  'types.MappingProxyType',
]);

/** Decorators that register a function with a framework which copies defaults before each call. */
export const COPIES_DEFAULTS =
  /^(fastapi\.(FastAPI|APIRouter|applications\.FastAPI|routing\.APIRouter)|typer\.Typer)\./;

/** Packages whose markers in `Annotated[…]` say that the framework makes the argument. */
export const ANNOTATED_MARKERS = /^(fastapi|typer)\./;

/** Parameters named so are a cache on purpose: `_cache={}`, `memo={}`. */
export const CACHE_NAME = /(^|_)(cache|cached|memo|memoi[sz]ed?)_*$/i;
