/** Which modules a program takes over from the one before. */
import { expect, test } from 'vitest';
import { createProgram, type ModuleSource, placementOf } from '#analysis';
import { parseModule } from '../analyse.ts';

const source = (path: string, text: string, isNotebook = false): ModuleSource => ({
  path,
  parsed: parseModule(text),
  isNotebook,
});
const FILES = [
  source('app.py', 'from helpers import fetch\nfetch()\n'),
  source('helpers.py', 'def fetch():\n    pass\n'),
  source('alone.py', 'x = 1\n'),
];

function takenOver(before: readonly ModuleSource[], after: readonly ModuleSource[]): string[] {
  const previous = createProgram(before);
  const modules = new Map(previous.modules.map((module) => [module.path, module]));
  placementOf(previous.modules[0]!);
  const next = createProgram(after, previous);
  return next.modules.filter((module) => modules.get(module.path) === module).map(({ path }) => path);
}

test('all when a notebook is opened or closed, which nothing can import', () => {
  const notebook = source('notes.ipynb', 'from helpers import fetch\nfetch()\n', true);
  expect(takenOver(FILES, [...FILES, notebook])).toEqual(['app.py', 'helpers.py', 'alone.py']);
  expect(takenOver([...FILES, notebook], FILES)).toEqual(['app.py', 'helpers.py', 'alone.py']);
});

test('not those with imports when there is a file more or less', () => {
  const other = source('shop.py', '');
  expect(takenOver(FILES, [...FILES, other])).toEqual(['helpers.py', 'alone.py']);
  expect(takenOver([...FILES, other], FILES)).toEqual(['helpers.py', 'alone.py']);
});

test('not those that use what was edited', () => {
  const edited = source('helpers.py', 'def fetch():\n    return 1\n');
  expect(takenOver(FILES, [FILES[0]!, edited, FILES[2]!])).toEqual(['alone.py']);
});
