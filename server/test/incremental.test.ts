/** Whatever the text and however it is edited: nothing throws, chunks cover the text, and reuse changes no result. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CheckResult,
  checkModule,
  createModuleParser,
  createProgram,
  DEFAULT_CONFIG,
  type ParsedModule,
} from '#analysis';
import { createParserSync } from '#grammars';
import { rules } from '#rules';
import {
  BINDING_WIDTH,
  BindingColumn,
  type ChunkFacts,
  Column,
  ROW_WIDTH,
  SCOPE_WIDTH,
  ScopeColumn,
} from '../src/analysis/facts/chunk-facts.ts';

const engine = readFileSync(new URL('../../grammars/python.wasm', import.meta.url));
const parseModule = createModuleParser(createParserSync(engine));
/** A second engine and collector, so that nothing can leak from the versions before. */
const parseFromScratch = createModuleParser(createParserSync(engine));

const config = { ...DEFAULT_CONFIG, select: ['ALL'] };

function check(parsed: ParsedModule): CheckResult {
  const program = createProgram([{ parsed, path: 'module.py' }]);
  return checkModule(program.modules[0]!, program, { rules, config });
}

/** Pieces that start and end statements, strings and brackets in the middle of each other. */
const FRAGMENT = fc.constantFrom(
  ...['def f(x=[]):\n', 'async def g():\n', 'class C(A):\n', '@d\n', 'if x:\n', 'else:\n', 'try:\n', 'finally:\n'],
  ...[
    '    ',
    '        ',
    '\t',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\f',
    '\\\n',
    ';',
    ':',
    ',',
    '.',
    '=',
    '#',
    '\ufeff',
    '\0',
  ],
  ...['(', ')', '[', ']', '{', '}', '"', "'", '"""', "'''", 'f"{', '}"', "rb'", '`'],
  ...['import threading, asyncio, time\n', 'from threading import Thread as T\n', 'from x import *\n', 'global n\n'],
  ...['n = 0\n', 'n += 1\n', 'n', 'a.b', 'd[k] = d.get(k, 0) + 1\n', 'with lock:\n', 'lock.acquire()\n', 'return\n'],
  ...['time.sleep(1)\n', 'await x', 'async with l:\n', 'for i in range(3):\n', 'fs.append(lambda: i)\n', 'yield x\n'],
  ...[
    'threading.Thread(target=f).start()\n',
    'asyncio.run(g())\n',
    'loop.call_soon(f)\n',
    't.join()\n',
    'match x:\n',
    'case 1:\n',
  ],
  ...[
    '# interleave: ignore[late-binding-closure] why\n',
    '# interleave: ignore',
    'print "x"\n',
    'x: int = 1\n',
    'del x\n',
  ],
  ...[
    '\u{1f600}',
    '\u00e9',
    '\ud800',
    '\u2028',
    '<<<<<<< a\n',
    '[i for i in f() if (j := i)]\n',
    'lambda *a, **k: a\n',
    '*',
    '->',
  ],
);
const PYTHON_LIKE = fc.array(FRAGMENT, { maxLength: 60 }).map((parts) => parts.join(''));
const ANY_STRING = fc.string({ unit: 'binary', maxLength: 200 });
const TEXT = fc.oneof({ weight: 5, arbitrary: PYTHON_LIKE }, { weight: 1, arbitrary: ANY_STRING });

/** Positions as parts of a thousand, so that they make sense for every length. */
const EDIT = fc.record({
  from: fc.nat(1000),
  length: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(1000)),
  inserted: fc.oneof(fc.constant(''), FRAGMENT, fc.string({ maxLength: 5 }), PYTHON_LIKE),
});

function edited(text: string, { from, length, inserted }: { from: number; length: number; inserted: string }): string {
  const start = Math.round((from / 1000) * text.length);
  return text.slice(0, start) + inserted + text.slice(start + length);
}

/** The module with the rows of its chunks moved together: an edit leaves places free, which mean nothing. */
function packed(parsed: ParsedModule): ParsedModule {
  const chunks = parsed.chunks.map((chunk) => ({ ...chunk, facts: withoutFreeRows(chunk.facts) }));
  return { ...parsed, chunks };
}

function withoutFreeRows(facts: ChunkFacts): ChunkFacts {
  const count = facts.rows.length / ROW_WIDTH;
  const places: number[] = [];
  const rows: number[] = [];
  let place = 0;
  for (let row = 0; row <= count; row++) {
    places.push(place);
    if (row < count && facts.rows[row * ROW_WIDTH] !== 0) place++;
  }
  const placeOf = (row: number): number => (row < 0 ? row : places[row]!);
  for (let row = 0; row < count; row++) {
    if (facts.rows[row * ROW_WIDTH] === 0) continue;
    const columns = [...facts.rows.subarray(row * ROW_WIDTH, (row + 1) * ROW_WIDTH)];
    columns[Column.Parent] = placeOf(columns[Column.Parent]!);
    columns[Column.Next] = placeOf(columns[Column.Next]!);
    rows.push(...columns);
  }
  const scopes = facts.scopes.map((value, at) => (at % SCOPE_WIDTH === ScopeColumn.Row ? placeOf(value) : value));
  const bindings = facts.bindings.map((value, at) =>
    at % BINDING_WIDTH === BindingColumn.Row ? placeOf(value) : value,
  );
  return { ...facts, rows: Int32Array.from(rows), scopes, bindings };
}

function expectSame(parsed: ParsedModule): void {
  const scratch = parseFromScratch(parsed.text);
  expect(packed(parsed)).toEqual(scratch);
  expect(check(parsed)).toEqual(check(scratch));
}

test('any text: nothing throws, and chunks cover the text', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const parsed = parseModule(text);
      let end = 0;
      for (const chunk of parsed.chunks) {
        expect(chunk.start).toBe(end);
        expect(chunk.end).toBeGreaterThanOrEqual(chunk.start);
        end = chunk.end;
      }
      expect(end).toBe(text.length);
      const { findings, problems } = check(parsed);
      expect(problems.filter(({ isInternal }) => isInternal)).toEqual([]);
      for (const { range, related } of findings) {
        for (const { start, end: stop } of [range, ...related.map((place) => place.range)]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(stop).toBeGreaterThanOrEqual(start);
          expect(stop).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('any sequence of edits: the result is that of the last text from scratch', () => {
  fc.assert(
    fc.property(TEXT, fc.array(EDIT, { minLength: 1, maxLength: 8 }), (text, edits) => {
      let parsed = parseModule(text);
      for (const edit of edits) {
        parsed = parseModule(edited(parsed.text, edit), parsed);
        expectSame(parsed);
      }
    }),
    { numRuns: 300 },
  );
});

test('typing a program, character by character, and deleting it again', () => {
  const text = readFileSync(new URL('../../rules/theory/demos/gil/forced-switch-broken.py', import.meta.url), 'utf8');
  let parsed = parseModule('');
  const versions = Array.from(text, (_, index) => text.slice(0, index + 1));
  const steps = [
    ...versions,
    ...versions.toReversed().map((version, index) => version + text.slice(text.length - index)),
  ];
  steps.forEach((version, index) => {
    parsed = parseModule(version, parsed);
    if (index % 5 === 0) expectSame(parsed);
  });
});

test('an edit in one function leaves the facts of the others alone', () => {
  const text = 'def f():\n    a\n\ndef g():\n    b\n\ndef h():\n    c\n';
  const before = parseModule(text);
  const after = parseModule(text.replace('    b\n', '    b = 1\n'), before);
  expect(after.chunks.map(({ facts }, index) => facts === before.chunks[index]!.facts)).toEqual([true, false, true]);
});
