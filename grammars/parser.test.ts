/** Feeds the parser what nobody means to write: broken, hostile, enormous and random texts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createParser,
  createParserSync,
  ERROR,
  FIELD_MASK,
  FIELD_NAMES,
  FIELD_SHIFT,
  HAS_ERROR,
  KIND_IS_NAMED,
  KIND_MASK,
  KIND_NAMES,
  Kind,
  MISSING,
  NAMED,
  type ParseFailure,
  type Parser,
  type SyntaxTree,
} from './index.ts';

const bytes = readFileSync(new URL('python.wasm', import.meta.url));
const parser = createParserSync(bytes);

const MEGABYTE = 1024 * 1024;

function parse(text: string, by: Parser = parser): SyntaxTree {
  const result = by.parse(text);
  if (!result.ok) throw new Error(`not parsed: ${result.reason}`);
  expectSound(result.tree, text);
  return result.tree;
}

function failureOf(text: string, by: Parser = parser): ParseFailure | undefined {
  const result = by.parse(text);
  return result.ok ? undefined : result.reason;
}

/** Throws unless a tree has every property that index.ts promises. */
function expectSound(tree: SyntaxTree, text: string): void {
  const { count, kinds, starts, ends, parents, nexts, units } = tree;
  const claim = (holds: boolean, what: string, node: number) => {
    if (!holds) throw new Error(`${what}, node ${node} of ${JSON.stringify(text.slice(0, 60))}`);
  };
  claim(count > 0 && parents[0] === -1 && nexts[0] === -1, 'root', 0);
  claim(units.length === text.length, 'length of the text', 0);
  for (let i = 0; i < text.length; i++) claim(units[i] === text.charCodeAt(i), `code unit ${i}`, 0);
  for (const array of [kinds, starts, ends, parents, nexts]) claim(array.length === count, 'length of the arrays', 0);

  const lastChild = new Int32Array(count).fill(-1);
  for (let node = 0; node < count; node++) {
    const bits = kinds[node]!;
    const kind = bits & KIND_MASK;
    claim(KIND_NAMES[kind] !== undefined && KIND_NAMES[kind] !== '', 'kind', node);
    claim(((bits & NAMED) !== 0) === KIND_IS_NAMED[kind], 'named', node);
    claim(FIELD_NAMES[(bits >> FIELD_SHIFT) & FIELD_MASK] !== undefined, 'field', node);
    claim(((bits & ERROR) !== 0) === (kind === Kind.ERROR), 'error', node);
    if (bits & (ERROR | MISSING)) claim((bits & HAS_ERROR) !== 0, 'has error', node);
    claim(0 <= starts[node]! && starts[node]! <= ends[node]! && ends[node]! <= text.length, 'range', node);
    if (node === 0) continue;

    const parent = parents[node]!;
    claim(0 <= parent && parent < node, 'parent', node);
    if (bits & HAS_ERROR) claim((kinds[parent]! & HAS_ERROR) !== 0, "parent's error", node);
    claim(starts[parent]! <= starts[node]! && ends[node]! <= ends[parent]!, "parent's range", node);
    const previous = lastChild[parent]!;
    if (previous === -1) {
      claim(parent === node - 1, 'first child', node);
    } else {
      claim(nexts[previous] === node, 'next sibling', node);
      claim(ends[previous]! <= starts[node]!, 'order of siblings', node);
    }
    lastChild[parent] = node;
  }
  for (const node of lastChild) if (node !== -1) claim(nexts[node] === -1, 'last child', node);
}

describe('ordinary text', () => {
  test('an empty one is a module', () => {
    const tree = parse('');
    expect([...tree.kinds].map((bits) => bits & KIND_MASK)).toEqual([Kind.module]);
  });

  test('offsets count UTF-16 code units', () => {
    const text = "é = '🐍' + x";
    const tree = parse(text);
    const identifiers = [];
    for (let node = 0; node < tree.count; node++) {
      const isIdentifier = (tree.kinds[node]! & KIND_MASK) === Kind.identifier;
      if (isIdentifier) identifiers.push(text.slice(tree.starts[node], tree.ends[node]));
    }
    expect(identifiers).toEqual(['é', 'x']);
  });

  test('a byte order mark is skipped', () => {
    const tree = parse('\ufeffx');
    expect(tree.starts.at(-1)).toBe(1);
    expect(tree.kinds[0]! & HAS_ERROR).toBe(0);
  });

  test('what was parsed before leaves no trace', () => {
    const text = 'def f(x):\n    return [x for y in x]\n';
    const snapshot = (tree: SyntaxTree) => [tree.kinds, tree.starts, tree.ends, tree.parents, tree.nexts].map(String);
    const expected = snapshot(parse(text, createParserSync(bytes)));
    parse('class A:\n'.repeat(1000));
    failureOf('\\\n'.repeat(30_000));
    expect(snapshot(parse(text))).toEqual(expected);
  });

  test('the asynchronous form parses too', async () => {
    parse('pass\n', await createParser(bytes));
  });
});

describe('odd text', () => {
  test.each([
    ['NUL characters', '\0'.repeat(5000)],
    ['NUL characters between statements', 'a\0b\n"c\0"\n# d\0\n'.repeat(500)],
    ['lead surrogates', '\ud800'.repeat(5000)],
    ['trail surrogates', '\udc00'.repeat(5000)],
    ['a lead surrogate at the end', 'x = "\ud83d'],
    ['surrogate pairs across every boundary between pieces', `x = '${'🐍'.repeat(20_000)}'\n`],
    ['pairs shifted by one', `y='${'🐍'.repeat(20_000)}'\n`],
    ['line ends of old Macs', 'if x:\r    y = 1\rz = 2\r'.repeat(200)],
    ['byte order marks', '\ufeff'.repeat(5000)],
    ['no line end', 'x'.repeat(1_000_000)],
    ['blank lines', '\n'.repeat(500_000)],
    ['comments', '# some words\n'.repeat(50_000)],
    ['quotes', '"'.repeat(50_001)],
    ['f-strings in f-strings', 'f"{'.repeat(5000)],
    ['deep indentation', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n')],
  ])('%s', (_name, text) => {
    parse(text);
  });

  test.each(['(', '[', '{', 'f(', 'x[', '{a:', 'lambda: ', 'not ', '-', 'await ', '(yield ', '*', '@', 'a if b else '])(
    '10,000 levels of %s',
    (opening) => {
      parse(opening.repeat(10_000));
    },
  );

  test('10,000 levels of brackets, closed', () => {
    const tree = parse(`${'('.repeat(10_000)}x${')'.repeat(10_000)}`);
    expect(tree.kinds[0]! & HAS_ERROR).toBe(0);
  });
});

describe.each([100, 509, 510, 511, 512, 600, 1000])('%i levels of indentation', (levels) => {
  const blocks = Array.from({ length: levels }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('');

  test.each(['y = 1\n', 'y = "a" + "b"\n', 'y = f"a{b}c" + f"{f\'{d}\'}"\n'])('around %j', (statement) => {
    const line = ' '.repeat(levels) + statement;
    const tree = parse(blocks + line + line);
    if (levels <= 100) expect(tree.kinds[0]! & HAS_ERROR).toBe(0);
  });
});

describe('limits', () => {
  const padding = `${'#'.repeat(99)}\n`.repeat(6000);

  test('large texts are refused when nested too deep', () => {
    expect(failureOf(`${padding}${'('.repeat(1001)}`)).toBe('nesting');
    expect(failureOf(`${padding}${'([{'.repeat(400)}`)).toBe('nesting');
    expect(failureOf('('.repeat(10 * MEGABYTE))).toBe('nesting');
  });

  test('brackets that are closed, quoted or in comments are not nested', () => {
    const lines = ['x = (1, [2, {3: 4}])', "x = '((([[['", 'x = """\n(((\n"""', "x = '\\'((('", '# (((', "x = '(((\\"];
    for (const line of lines) parse(padding + `${line}\n`.repeat(500));
  });

  test('the budget ends a parse, always at the same step', () => {
    // The scanner runs to the end of the text for every one of these lines.
    const text = '\\\n'.repeat(30_000);
    expect(failureOf(text)).toBe('budget');
    expect(failureOf(text)).toBe('budget');
    // Every error repeats the work of all errors before it.
    expect(failureOf('.'.repeat(30_000))).toBe('budget');
    expect(failureOf('def f(\n'.repeat(5000))).toBe('budget');
  });

  test('the budget is enough for dense data', () => {
    parse(`x = [${'0,'.repeat(30_000)}]`);
    parse(`x = (${'(1, 2), '.repeat(10_000)})`);
    parse(`x = {${'"a": {1},'.repeat(10_000)}}`);
    parse('a,'.repeat(30_000));
    parse(`x = ${'-'.repeat(30_000)}1`);
  });

  test('memory stays small for many small texts', () => {
    const fresh = createParserSync(bytes);
    for (let i = 0; i < 2000; i++) parse(`def f${i}():\n    return ${i}\n`, fresh);
    expect(fresh.memoryBytes).toBeLessThan(4 * MEGABYTE);
  });

  test('memory that has grown too large is dropped, and the tree stays readable', () => {
    const fresh = createParserSync(bytes);
    expect(fresh.memoryBytes).toBe(0);
    parse(`x = [${'0,'.repeat(200_000)}]`, fresh);
    expect(fresh.memoryBytes).toBe(0);
    parse('pass\n', fresh);
    expect(fresh.memoryBytes).toBeGreaterThan(0);
    expect(fresh.memoryBytes).toBeLessThan(4 * MEGABYTE);
  });

  test('running out of memory is an answer', () => {
    const fresh = createParserSync(bytes);
    expect(failureOf(`x = ${'-'.repeat(500_000)}1`, fresh)).toBe('memory');
    parse('pass\n', fresh);
  }, 120_000);
});

describe('random text', () => {
  const pieces = [
    ...['def ', 'class ', 'async ', 'await ', 'with ', 'for ', 'in ', 'lambda ', 'match ', 'case ', 'else', 'except '],
    ...['(', ')', '[', ']', '{', '}', ':', ',', '.', '=', ':=', '->', '*', '**', '@', '\\', ';', '`', '$', '!', '?'],
    ...['"', "'", '"""', 'f"', "rb'", '{x!r:>{y}}', '\n', '\r', '\r\n', '    ', '\t', '\f', '# c', '1', '0x', '1e9'],
    ...['x', 'é', '🐍', '\ud83d', '\udc0d', '\0', '\ufeff', '\u2028'],
  ];
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const anyText = fc.oneof(
    fc.string({ unit, maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...pieces), maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );

  test('gives a sound tree', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        parse(text);
      }),
      { numRuns: 3000 },
    );
  });
});
