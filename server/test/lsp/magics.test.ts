/** What of a notebook's cell is Python, with every offset as it was. */
import { expect, test } from 'vitest';
import { pythonOf } from '../../src/lsp/magics.ts';

const lines = (...texts: string[]): string => texts.join('\n');
const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

test.each([
  ['nothing', '', ''],
  ['Python', 'x = 1 % 2\nif x != 3: pass', 'x = 1 % 2\nif x != 3: pass'],
  ['a line magic', '%cd ..\nx = 1', '      \nx = 1'],
  ['a shell command', "!echo don't\nx = 1", '           \nx = 1'],
  ['help', '?print\nprint?\nprint.__doc__??\nx = 1', '      \n      \n               \nx = 1'],
  ['a magic that goes on', '!ls \\\n  -l\nx = 1', '     \n    \nx = 1'],
  ['an indented magic', 'if x:\n    %time y\nz', 'if x:\n    0      \nz'],
  [
    'what a command gives',
    'files = !ls *.py\nx, y = %magic a\nz = 1',
    `${blank('files = !ls *.py')}\n${blank('x, y = %magic a')}\nz = 1`,
  ],
  ['lines with carriage returns', '%cd ..\r\nx = 1\r%ls\ry', '      \r\nx = 1\r   \ry'],
  ['a modulo that starts a line', 'x = (a\n     % b\n     )', 'x = (a\n     % b\n     )'],
  ['an inequality that starts a line', 'x = (a\n!= b)', 'x = (a\n!= b)'],
  ['after a backslash', 'x = a \\\n  % b', 'x = a \\\n  % b'],
  ['inside a string', 's = """\n%cd\n"""\n%cd', 's = """\n%cd\n"""\n   '],
  ['inside a string with escapes', "s = '''\\'''\n%cd\n'''", "s = '''\\'''\n%cd\n'''"],
  ['after a string that ends with its line', "s = 'abc\n%cd\nx", "s = 'abc\n   \nx"],
  ['after a comment with quotes', "# don't (\n%cd\nx", "# don't (\n   \nx"],
  ['below a bracket that is being typed', 'f(\n%cd ..\nx', 'f(\n      \nx'],
  ['a dictionary', "d = {\n    'a': 1,\n}\n%cd", "d = {\n    'a': 1,\n}\n   "],
  ['a percent sign alone', '% 3\nx', '% 3\nx'],
  ['time', '%%time\nx = 1', '      \nx = 1'],
  ['timeit with arguments', '%%timeit -n 3\nx = 1', '             \nx = 1'],
  ['capture below blank lines', '\n  \n%%capture out\nx = 1', '\n  \n             \nx = 1'],
  ['another cell magic', '%%bash\nls (\n', '      \n    \n'],
  ['a cell magic that is none: not in the first line', 'x = 1\n%%bash\ny = 1', 'x = 1\n      \ny = 1'],
])('%s', (_, cell, expected) => {
  expect(pythonOf(cell)).toBe(expected);
  expect(pythonOf(cell)).toHaveLength(cell.length);
});

test('a large cell takes no longer than its size', () => {
  const start = performance.now();
  for (const piece of ['(', '"""', 'x ', '%a\\\n', "'", '\n', '? ', 'x=!']) pythonOf(piece.repeat(200_000));
  pythonOf(lines(...Array.from({ length: 50_000 }, (_, at) => `x${at} = ${at} % 7`)));
  // Quadratic it would take minutes.
  expect(performance.now() - start).toBeLessThan(20_000);
});
