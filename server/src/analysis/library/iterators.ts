/** What the libraries do with iterators: make one, or take values from the one that they are given. */

const named = (owner: string, names: string): string[] => names.split(' ').map((name) => `${owner}.${name}`);

/** Functions that take values from their argument at once: https://docs.python.org/3/library/functions.html */
export const ADVANCERS: ReadonlySet<string> = new Set([
  ...named('builtins', 'next list tuple set frozenset dict sum sorted min max any all bytes bytearray'),
  ...named('collections', 'deque Counter OrderedDict'),
]);

/** Methods of a generator that run it: https://docs.python.org/3/reference/expressions.html#generator-iterator-methods */
export const GENERATOR_METHODS: ReadonlySet<string> = new Set(['send', 'throw', '__next__']);

/** Functions that give an iterator over their arguments, which they take values from when they are asked for one. */
export const WRAPPING_ITERATORS: ReadonlySet<string> = new Set([
  ...named('builtins', 'iter map filter zip enumerate reversed'),
  ...named('itertools', 'accumulate batched chain compress dropwhile filterfalse groupby islice pairwise starmap'),
  ...named('itertools', 'takewhile zip_longest cycle product permutations combinations'),
]);
