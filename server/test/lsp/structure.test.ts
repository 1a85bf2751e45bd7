/** One file per request, and one boundary between what is found and what is shown. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../src/lsp/', import.meta.url));
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));

/** Whether a file imports this name, as a value or a type. */
function imports(text: string, name: string): boolean {
  return [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].some(([, names]) =>
    names!.split(',').some((one) => one.trim().replace(/^type /, '') === name),
  );
}

test('only to-lsp.ts knows both findings and diagnostics', () => {
  const both = files.filter(({ text }) => imports(text, 'Finding') && imports(text, 'Diagnostic'));
  expect(both.map(({ name }) => name)).toEqual(['to-lsp.ts']);
});

test('server.ts wires and does nothing else', () => {
  expect(files.find(({ name }) => name === 'server.ts')!.text.split('\n').length).toBeLessThanOrEqual(150);
});
