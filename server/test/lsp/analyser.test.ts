/** The server's memory: an edit costs no more than the chunks it touches, and what is only tried out is forgotten. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_CONFIG } from '#analysis';
import { rules } from '#rules';
import { type Analysis, createAnalyser } from '../../src/lsp/analyser.ts';
import { type Source, sourceOfCells, sourceOfDocument } from '../../src/lsp/source.ts';

const engine = readFileSync(new URL('../../../grammars/python.wasm', import.meta.url));
const config = { config: DEFAULT_CONFIG, isChecked: true, rulesOn: 1, path: 'a.py', isTest: false };
const analyserOf = () => createAnalyser({ rules, engine: () => engine });

const definitions = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `def f${at}(x=[]):\n    return x\n\n\n`);
const document = (text: string, uri = 'file:///a.py'): TextDocument => TextDocument.create(uri, 'python', 1, text);
const factsOf = ({ module }: Analysis): object[] => module.chunks.map(({ facts }) => facts);

/** How many chunks of the second analysis are not from the first. */
function newChunks(before: Analysis, after: Analysis): number {
  const known = new Set(factsOf(before));
  return factsOf(after).filter((facts) => !known.has(facts)).length;
}

test('an edit parses one definition of a hundred', () => {
  const analyser = analyserOf();
  const parts = definitions(100);
  const before = analyser.analyse(sourceOfDocument(document(parts.join('')), 1), config);
  parts[50] = parts[50]!.replace('return', 'pass; return');
  const after = analyser.analyse(sourceOfDocument(document(parts.join('')), 2), config);
  expect(newChunks(before, after)).toBe(1);
  expect(after.findings).toHaveLength(before.findings.length);
});

test('the same text and configuration give the same analysis', () => {
  const analyser = analyserOf();
  const source = sourceOfDocument(document(definitions(3).join('')), 1);
  const first = analyser.analyse(source, config);
  expect(analyser.analyse(source, config)).toBe(first);
  expect(analyser.analyse({ ...source, revision: 2 }, config)).not.toBe(first);
  expect(analyser.analyse(source, { ...config })).not.toBe(first);
});

test('what is tried out is not remembered', () => {
  const analyser = analyserOf();
  const source = sourceOfDocument(document(definitions(3).join('')), 1);
  const first = analyser.analyse(source, config);
  expect(analyser.tryOut(sourceOfDocument(document('x = 1\n')), config).findings).toEqual([]);
  expect(analyser.analyse(source, config)).toBe(first);
  analyser.forget(source.uri);
  expect(analyser.analyse(source, config)).not.toBe(first);
});

test('moving cells parses none, editing one parses that', () => {
  const analyser = analyserOf();
  const cells = definitions(10).map((text, at) => document(text, `cell:${at}`));
  const notebook = (order: readonly TextDocument[], revision: number): Source => sourceOfCells('n', order, revision);
  const before = analyser.analyse(notebook(cells, 1), config);
  const moved = analyser.analyse(notebook(cells.toReversed(), 2), config);
  expect(newChunks(before, moved)).toBe(0);
  const edited = [document('y = 1\n', 'cell:0'), ...cells.slice(1)];
  expect(newChunks(moved, analyser.analyse(notebook(edited, 3), config))).toBe(1);
});
