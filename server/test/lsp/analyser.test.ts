/** The server's memory: an edit costs no more than the chunks it touches, and what is only tried out is forgotten. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_CONFIG, DEFAULT_ENVIRONMENT } from '#analysis';
import { rules } from '#rules';
import { type Analyser, type Analysis, createAnalyser } from '../../src/lsp/analyser.ts';
import type { SourceConfig } from '../../src/lsp/configuration.ts';
import { type Source, sourceOfCells, sourceOfDocument } from '../../src/lsp/source.ts';

const engine = readFileSync(new URL('../../../grammars/python.wasm', import.meta.url));
const config: SourceConfig = {
  config: DEFAULT_CONFIG,
  isChecked: true,
  rulesOn: 1,
  path: 'a.py',
  modulePath: '/a.py',
  isInWorkspace: false,
  isTest: false,
  environment: DEFAULT_ENVIRONMENT,
  witness: 'picture' as const,
  contexts: { codeLens: false, inlayHints: false },
};
const analyserOf = (): Analyser => createAnalyser({ rules, engine: () => engine });

/** Of a source that is the only one open. */
function analyse(analyser: Analyser, source: Source, own = config): Analysis {
  return analyser.analyse(source.uri, [{ source, config: own }])!;
}

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
  const before = analyse(analyser, sourceOfDocument(document(parts.join('')), 1));
  parts[50] = parts[50]!.replace('return', 'pass; return');
  const after = analyse(analyser, sourceOfDocument(document(parts.join('')), 2));
  expect(newChunks(before, after)).toBe(1);
  expect(after.findings).toHaveLength(before.findings.length);
});

test('the same text and configuration give the same analysis', () => {
  const analyser = analyserOf();
  const source = sourceOfDocument(document(definitions(3).join('')), 1);
  const first = analyse(analyser, source);
  expect(analyse(analyser, source)).toBe(first);
  expect(analyse(analyser, { ...source, revision: 2 })).not.toBe(first);
  expect(analyse(analyser, source, { ...config })).not.toBe(first);
});

test('what is tried out is not remembered', () => {
  const analyser = analyserOf();
  const source = sourceOfDocument(document(definitions(3).join('')), 1);
  const first = analyse(analyser, source);
  expect(analyser.tryOut(sourceOfDocument(document('x = 1\n')), config).findings).toEqual([]);
  expect(analyse(analyser, source)).toBe(first);
  expect(analyser.analyse(source.uri, [])).toBeUndefined();
  expect(analyse(analyser, source)).not.toBe(first);
});

test('moving cells parses none, editing one parses that', () => {
  const analyser = analyserOf();
  const cells = definitions(10).map((text, at) => document(text, `cell:${at}`));
  const notebook = (order: readonly TextDocument[], revision: number): Source => sourceOfCells('n', order, revision);
  const before = analyse(analyser, notebook(cells, 1));
  const moved = analyse(analyser, notebook(cells.toReversed(), 2));
  expect(newChunks(before, moved)).toBe(0);
  const edited = [document('y = 1\n', 'cell:0'), ...cells.slice(1)];
  expect(newChunks(moved, analyse(analyser, notebook(edited, 3)))).toBe(1);
});
