/** Checks that the committed engine and its tables were made from the committed sources. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeKinds, describeOrigin } from './build.mjs';
import { KIND_IS_NAMED, KIND_NAMES, Kind, Token } from './index.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url));

test('python.wasm was built from these sources', () => {
  expect(describeOrigin(read('python.wasm'))).toBe(read('python.wasm.origin').toString());
});

test('python-kinds.ts holds the tables of python.wasm', () => {
  expect(describeKinds(read('python.wasm'))).toBe(read('python-kinds.ts').toString());
});

test('names and numbers agree', () => {
  for (const [name, kind] of Object.entries(Kind)) {
    expect([KIND_NAMES[kind], KIND_IS_NAMED[kind]]).toEqual([name, true]);
  }
  for (const [text, kind] of Object.entries(Token)) {
    expect([KIND_NAMES[kind], KIND_IS_NAMED[kind]]).toEqual([text, false]);
  }
  const visible = KIND_NAMES.filter((name) => name !== '').length;
  expect(Object.keys(Kind).length + Object.keys(Token).length).toBe(visible);
});
