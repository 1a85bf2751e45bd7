/** Facts that were packed come back as they were, and bytes that are none come to nothing. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFactsUnpacker, createModuleParser, packFacts } from '#analysis';
import { createParserSync } from '#grammars';
import { corpus } from '../corpus.ts';

const parser = createParserSync(readFileSync(new URL('../../../grammars/python.wasm', import.meta.url)));
const parseModule = createModuleParser(parser);
const unpackFacts = createFactsUnpacker();

const SAMPLE = `"""Doc."""
import threading  # interleave: ignore[some-rule] a reason

größe = {'κόσμε': 1, "🎈": [x for x in y if x]}

@decorated(größe)
async def f(a, /, b=[], *args, c: int = 2, **kw):
    global counter
    counter += 1
    async with lock, open('x') as fh:
        return await g(a, *args, k=f"{a!r:>{b}}")

class C(Base):
    z = lambda self: self.x[1].y
`;

test('a module is what it was', () => {
  const parsed = parseModule(SAMPLE);
  expect(unpackFacts(packFacts(parsed), SAMPLE)).toEqual(parsed);
});

test.each(['', '\n', 'x', 'x = 1\r\ny = 2\rz = 3', "s = '\ud800'\n", 'def f(:\n  x = (1,\nclass C:\n'])(
  '%j',
  (text) => {
    const parsed = parseModule(text);
    expect(unpackFacts(packFacts(parsed), text)).toEqual(parsed);
  },
);

test('real files are what they were', () => {
  const files = corpus();
  for (const [index, { name, text }] of files.entries()) {
    const parsed = parseModule(text);
    const unpacked = unpackFacts(packFacts(parsed), text);
    if (index % 50 === 0) expect(unpacked, name).toEqual(parsed);
    const isSame = unpacked !== undefined && Buffer.compare(packFacts(unpacked), packFacts(parsed)) === 0;
    expect(isSame, name).toBe(true);
  }
});

test('packed facts may stand anywhere in a larger piece of memory', () => {
  const parsed = parseModule(SAMPLE);
  for (const offset of [0, 1, 4]) {
    const memory = new Uint8Array(new SharedArrayBuffer(offset + packedSample.length + 3));
    memory.set(packedSample, offset);
    expect(unpackFacts(memory.subarray(offset, offset + packedSample.length), SAMPLE)).toEqual(parsed);
  }
});

test('a chunk that could not be parsed is parsed again with the next version', () => {
  const failing = createModuleParser({
    ...parser,
    parse: (text) => (text.includes('x') ? { ok: false, reason: 'budget' } : parser.parse(text)),
  });
  const text = 'def a():\n  pass\ndef x():\n  pass\ndef b():\n  pass\n';
  const parsed = failing(text);
  expect(parsed.problems).toEqual([{ start: 16, end: 32, reason: 'budget' }]);
  const unpacked = unpackFacts(packFacts(parsed), text)!;
  expect(unpacked).toEqual(parsed);
  expect(failing(`${text}c = 3\n`, unpacked).problems).toEqual(parsed.problems);
});

test('equal names share one string', () => {
  const names = ['name = other\n', 'other = name\n'].map((text) => {
    const { chunks } = unpackFacts(packFacts(parseModule(text)), text)!;
    return chunks[0]!.facts.names.toSorted();
  });
  expect(names[0]).toEqual(names[1]);
});

test('another text is not taken for the one that was packed', () => {
  expect(unpackFacts(packFacts(parseModule(SAMPLE)), `${SAMPLE}\n`)).toBeUndefined();
});

const packedSample = packFacts(parseModule(SAMPLE));
const packedEmpty = packFacts(parseModule(''));

test('bytes that are cut short are nothing', () => {
  for (let length = 0; length < packedSample.length; length++) {
    expect(unpackFacts(packedSample.subarray(0, length), SAMPLE)).toBeUndefined();
  }
});

test('random bytes and flipped bits are nothing, or facts whose every number is in its range', () => {
  const flipped = fc.tuple(fc.nat(packedSample.length - 1), fc.nat(7)).map(([at, bit]) => {
    const bytes = packedSample.slice();
    bytes[at]! ^= 1 << bit;
    return bytes;
  });
  const word = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.integer());
  const random = fc.array(word, { minLength: 7, maxLength: 60 }).map((words) => {
    const numbers = Int32Array.from(words);
    // The mark, the size and the length of the text are right, so that the rest is looked at.
    numbers.set(new Int32Array(packedEmpty.buffer, 0, 1));
    numbers.set([numbers.length, 0], 1);
    return new Uint8Array(numbers.buffer);
  });
  fc.assert(
    fc.property(fc.constantFrom(SAMPLE, ''), fc.oneof(flipped, random), (text, bytes) => {
      const unpacked = unpackFacts(bytes, text);
      // What was taken is well-formed: packed again it is read the same.
      if (unpacked !== undefined) expect(unpackFacts(packFacts(unpacked), text)).toEqual(unpacked);
    }),
    { numRuns: 20_000 },
  );
});
