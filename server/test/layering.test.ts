/** Who may import whom: every layer knows only those below it, and the core does no input or output. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Packages that only compute; the core runs in a browser too. */
const PURE = ['valibot'];
const ANY_PACKAGE = 'any package';

/** By layer: the layers and packages that its files may import, besides their own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  grammars: [],
  syntax: ['grammars'],
  facts: ['syntax'],
  library: [],
  program: ['facts', 'library'],
  summaries: ['facts', 'library', 'program'],
  contexts: ['facts', 'library', 'program', 'summaries'],
  witness: ['facts', 'library', 'program', 'summaries', 'contexts'],
  // The files directly in the core's folder: rules, findings, configuration, the run itself.
  analysis: ['facts', 'library', 'program', 'summaries', 'contexts', 'witness', ...PURE],
  rules: ['analysis'],
  project: ['analysis', 'grammars', ANY_PACKAGE],
  lsp: ['analysis', 'grammars', 'rules', 'project', ANY_PACKAGE],
  cli: ['analysis', 'grammars', 'rules', 'project', 'lsp', ANY_PACKAGE],
  client: [ANY_PACKAGE],
};

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const IMPORT =
  /^(?:import|export)\b[^'"`]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return Array.from(text.matchAll(IMPORT), (match) => ({ from: file, specifier: (match[1] ?? match[2] ?? match[3])! }));
}

/** The layer of a file below the root; undefined for what belongs to none, such as tests. */
function layerOf(file: string): string | undefined {
  const [top, second, third, fourth] = file.split('/');
  if (top === 'grammars' || top === 'rules') return top;
  if (top === 'client' && second === 'src') return top;
  if (top !== 'server' || second !== 'src') return undefined;
  return third === 'analysis' && !fourth!.includes('.') ? fourth : third;
}

function targetOf({ from, specifier }: Import): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return layerOf(join(dirname(from), specifier).split(sep).join('/')) ?? specifier;
  return specifier;
}

const FOLDERS = ['grammars', 'rules', 'server/src', 'client/src'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
    .map((name) =>
      relative(root, join(root, folder, name))
        .split(sep)
        .join('/'),
    ),
);

test('the layers have files, and every file has a layer', () => {
  const layers = new Set(files.map(layerOf));
  for (const layer of ['grammars', 'syntax', 'facts', 'library', 'program', 'analysis', 'rules', 'cli']) {
    expect(layers).toContain(layer);
  }
  expect([...layers].filter((layer) => layer === undefined || MAY_IMPORT[layer] === undefined)).toEqual([]);
});

function isForbidden(entry: Import): boolean {
  const layer = layerOf(entry.from)!;
  const allowed = MAY_IMPORT[layer]!;
  const target = targetOf(entry);
  if (target === layer || allowed.includes(target)) return false;
  // What is none of our layers is a package or a part of Node.
  return MAY_IMPORT[target] !== undefined || !allowed.includes(ANY_PACKAGE);
}

test.each(Object.keys(MAY_IMPORT))('%s imports only what is below it', (layer) => {
  const forbidden = files
    .filter((file) => layerOf(file) === layer)
    .flatMap(importsOf)
    .filter(isForbidden);
  expect(forbidden.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
});

test.each([
  ['server/src/analysis/facts/forms.ts', '../program/module.ts'],
  ['server/src/analysis/library/builtins.ts', '../facts/forms.ts'],
  ['server/src/analysis/program/node.ts', '../check.ts'],
  ['server/src/analysis/check.ts', '#rules'],
  ['server/src/analysis/check.ts', 'node:fs'],
  ['rules/locks/some-rule/rule.ts', 'node:fs'],
  ['rules/locks/some-rule/rule.ts', '#grammars'],
  ['server/src/project/read-file.ts', '../cli/host.ts'],
  ['server/src/lsp/server.ts', '../cli/host.ts'],
  ['client/src/extension.ts', '../../server/src/lsp/server.ts'],
  ['client/src/extension.ts', '#analysis'],
])('%s must not import %s', (from, specifier) => {
  expect(isForbidden({ from, specifier })).toBe(true);
});

test('every import statement is seen', () => {
  for (const file of files) {
    const statements = readFileSync(join(root, file), 'utf8').match(/^import\b/gm)?.length ?? 0;
    expect(importsOf(file).length, file).toBeGreaterThanOrEqual(statements);
  }
});

test('a layer is imported by its public name where it has one', () => {
  const wrong = files.flatMap(importsOf).filter(({ from, specifier }) => {
    if (!specifier.startsWith('.')) return false;
    const [source, target] = [layerOf(from), targetOf({ from, specifier })];
    const isCore = (layer = ''): boolean => ['analysis', ...MAY_IMPORT.analysis!, 'syntax'].includes(layer);
    return (
      source !== target && !(isCore(source) && isCore(target)) && ['analysis', 'rules', 'grammars'].includes(target)
    );
  });
  expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
});

test('a rule keeps to its own folder', () => {
  const wrong = files
    .filter((file) => file.startsWith('rules/') && file !== 'rules/index.ts')
    .flatMap(importsOf)
    .filter(({ specifier }) => specifier.startsWith('..'));
  expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
});
