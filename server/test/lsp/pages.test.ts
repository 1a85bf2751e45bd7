/** The shipped pages, and the command that starts the server. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { MARK_LINE } from '#analysis';
import { rules } from '#rules';
import { buildServer } from './language-client.ts';

const dist = buildServer();

/** Paths below the pages' folder. */
function pages(): string[] {
  const files = readdirSync(dist.file('pages'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.md'));
}

const read = (page: string): string => readFileSync(dist.file(join('pages', page)), 'utf8');

test('every rule and every topic has one', () => {
  const theory = readdirSync(new URL('../../../rules/theory', import.meta.url)).filter((name) => name.endsWith('.md'));
  const expected = [...rules.map(({ family, id }) => `${family}/${id}.md`), ...theory.map((name) => `theory/${name}`)];
  expect(pages()).toEqual(expect.arrayContaining(expected));
});

test('relative links and pictures lead somewhere', () => {
  let count = 0;
  for (const page of pages()) {
    for (const [, link] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue;
      const [path, fragment] = link!.split('#');
      const file = path === '' ? dist.file(join('pages', page)) : join(dirname(dist.file(join('pages', page))), path!);
      expect(existsSync(file), `${page} links to ${link}`).toBe(true);
      if (fragment !== undefined) expect(anchorsIn(file), `${page} links to ${link}`).toContain(fragment);
      count++;
    }
  }
  expect(count).toBeGreaterThan(20);
});

function anchorsIn(file: string): string[] {
  const headings = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('what is for the tests alone is left out', () => {
  for (const page of pages()) {
    for (const line of read(page).split('\n')) expect(line, page).not.toMatch(MARK_LINE);
  }
});

test('interleave server wants to be told how to talk', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [dist.file('cli.cjs'), 'server'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('--stdio');
  expect(stdout).toBe('');
});

test('other commands do not load the server', () => {
  const cli = readFileSync(dist.file('cli.cjs'), 'utf8');
  expect(cli).not.toContain('vscode-languageserver');
  expect(execFileSync(process.execPath, [dist.file('cli.cjs'), 'server', '--help'], { encoding: 'utf8' })).toContain(
    '--stdio',
  );
});
