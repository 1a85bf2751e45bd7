/** Runs that keep what they work out: the same answers, whatever changed and whatever is in the cache. */
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ListedRule } from '#analysis';
import { cacheRootOf, pruneCache } from '../../src/project/cache-folder.ts';
import { ENGINE, type RunResult, type Sandbox, sandbox } from './sandbox.ts';
import { testRules } from './test-rules.ts';

const sources = { facts: 'f1', build: 'b1' };
const FILES = {
  'project/pyproject.toml': '',
  'project/a.py': 'x = bad\n',
  'project/b.py': 'y = bad + 1\n',
  'project/c.py': 'z = 1\n',
};

interface Counted extends RunResult {
  /** How many files were parsed, and how many were checked. */
  readonly parsed: boolean;
  readonly checked: number;
}

async function run(box: Sandbox, args: readonly string[] = [], version = sources): Promise<Counted> {
  let [parsed, checked] = [false, 0];
  const counting: ListedRule = {
    ...testRules[0]!,
    id: 'counting',
    // biome-ignore lint/correctness/useYield: it only counts.
    *check() {
      checked++;
    },
  };
  const engine = (): Uint8Array => {
    parsed = true;
    return ENGINE;
  };
  const host = { sources: version, engine };
  const result = await box.run(['check', '--output-format=concise', '--cache-dir=../cache', ...args], {
    ...{ host, cwd: 'project', rules: [...testRules, counting] },
  });
  return { ...result, parsed, checked };
}

const FOUND = "a.py:1:5: warning bad-name The name 'bad' is bad.\nb.py:1:5: warning bad-name The name 'bad' is bad.\n";

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('a second run over the same files finds the same and works out nothing', async () => {
  const box = sandbox(FILES);
  const first = await run(box);
  expect(first).toMatchObject({ code: 1, out: FOUND, parsed: true, checked: 3 });
  const second = await run(box);
  expect(second).toMatchObject({ code: 1, out: FOUND, err: first.err, parsed: false, checked: 0 });
});

test('after a change only that file is parsed, and everything is checked', async () => {
  const box = sandbox(FILES);
  await run(box);
  box.write({ 'project/c.py': 'x = bad\n' });
  // Its content is that of another file, which is known.
  expect(await run(box)).toMatchObject({ parsed: false, checked: 3 });
  box.write({ 'project/c.py': 'bad(bad)\n' });
  expect(await run(box)).toMatchObject({
    out: `${FOUND}c.py:1:1: warning bad-name The name 'bad' is bad.\nc.py:1:5: warning bad-name The name 'bad' is bad.\n`,
    parsed: true,
    checked: 3,
  });
  // Back again.
  box.write({ 'project/c.py': FILES['project/c.py'] });
  expect(await run(box)).toMatchObject({ out: FOUND, parsed: false });
});

test('a file that comes or goes, other options, another configuration: another question', async () => {
  const box = sandbox(FILES);
  await run(box);
  expect((await run(box, ['--min-severity=hint'])).checked).toBe(3);
  expect((await run(box, ['a.py'])).checked).toBe(1);
  expect((await run(box, ['--select=counting'])).out).toBe('');
  box.write({ 'project/d.py': 'z = 1\n' });
  expect((await run(box)).checked).toBe(4);
  rmSync(box.path('project/d.py'));
  expect((await run(box)).checked).toBe(0);
  box.write({ 'project/pyproject.toml': '[tool.interleave]\nignore = ["bad-name"]\n' });
  expect(await run(box)).toMatchObject({ out: '', checked: 3 });
});

test('what another version has worked out is not taken', async () => {
  const box = sandbox(FILES);
  await run(box);
  expect(await run(box, [], { facts: 'f1', build: 'b2' })).toMatchObject({ parsed: false, checked: 3 });
  expect(await run(box, [], { facts: 'f2', build: 'b3' })).toMatchObject({ parsed: true, checked: 3 });
});

test('--no-cache neither takes nor keeps', async () => {
  const box = sandbox(FILES);
  expect(await run(box, ['--no-cache'])).toMatchObject({ out: FOUND, parsed: true });
  expect(readdirSync(box.root)).not.toContain('cache');
  await run(box);
  expect(await run(box, ['--no-cache'])).toMatchObject({ out: FOUND, parsed: true, checked: 3 });
});

test('fixes are never taken from a cache', async () => {
  const box = sandbox(FILES);
  await run(box);
  const { out, err } = await run(box, ['--fix']);
  expect(out).toBe('');
  expect(err).toContain('Fixed 2 findings in 2 files.');
  expect(box.read('project/a.py').toString()).toBe('x = good\n');
  expect((await run(box)).out).toBe('');
});

test('problems are told again, and files that cannot be read are tried again', async () => {
  const box = sandbox({ ...FILES, 'project/latin.py': Buffer.from('x = "\xe9"\n', 'latin1') });
  const first = await run(box);
  expect(first.code).toBe(2);
  expect(await run(box)).toMatchObject({ code: 2, err: first.err, checked: 0 });
  box.write({ 'project/latin.py': 'x = 1\n' });
  expect((await run(box)).code).toBe(1);
});

test.each<[string, (bytes: Buffer) => Uint8Array]>([
  ['cut short', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => new Uint8Array()],
  ['another file', () => Buffer.from('something else entirely\n')],
  ['a bit flipped', (bytes) => bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 1 : byte))],
  ['all zero', (bytes) => Buffer.alloc(bytes.length)],
])('cache files that are broken (%s) are not minded and written again', async (_, damage) => {
  const box = sandbox(FILES);
  await run(box);
  for (const file of filesIn(box.path('cache'))) writeFileSync(file, damage(readFileSync(file)));
  expect(await run(box)).toMatchObject({ code: 1, out: FOUND, checked: 3 });
  expect(await run(box)).toMatchObject({ code: 1, out: FOUND, parsed: false, checked: 0 });
});

test('a cache that cannot be written or is no folder is not minded', async () => {
  const box = sandbox({ ...FILES, cache: 'a file' });
  expect(await run(box)).toMatchObject({ code: 1, out: FOUND });
  const other = sandbox(FILES);
  await run(other);
  for (const file of [other.path('cache'), ...filesIn(other.path('cache'))]) chmodSync(file, 0o500);
  expect(await run(other)).toMatchObject({ code: 1, out: FOUND });
});

test('the answers to the last questions are kept, and no more', async () => {
  const box = sandbox(FILES);
  for (let round = 0; round < 20; round++)
    await run(box, [
      `--ignore=${testRules[round % 3]!.id}`,
      `--cache-dir=../cache`,
      ...(round > 9 ? ['a.py'] : []),
      ...(round % 2 === 0 ? ['--exit-zero'] : []),
      `--min-severity=${['error', 'warning', 'info', 'hint'][round % 4]}`,
    ]);
  expect(filesIn(box.path('cache')).filter((file) => file.endsWith('.json')).length).toBeLessThanOrEqual(16);
});

test('several runs at once', async () => {
  const box = sandbox(FILES);
  const runs = await Promise.all(Array.from({ length: 8 }, () => run(box)));
  expect(runs.map(({ out }) => out)).toEqual(runs.map(() => FOUND));
  expect(await run(box)).toMatchObject({ out: FOUND, checked: 0 });
});

test('projects that were not used for long go, and more where all take too much room', async () => {
  const box = sandbox(
    Object.fromEntries(['old', 'new', 'newest'].map((name) => [`cache/facts-1/${name}/x.facts`, 'x'.repeat(100)])),
  );
  const root = box.path('cache');
  const used = (name: string, daysAgo: number): void => {
    const date = new Date(Date.now() - daysAgo * 24 * 3_600_000);
    utimesSync(join(root, 'facts-1', name), date, date);
  };
  used('old', 40);
  used('new', 2);
  used('newest', 1);
  await pruneCache(root);
  expect(readdirSync(join(root, 'facts-1'))).toEqual(['new', 'newest']);
  await pruneCache(root, { bytes: 150, unused: Number.POSITIVE_INFINITY });
  expect(readdirSync(join(root, 'facts-1'))).toEqual(['newest']);
  expect(statSync(join(root, 'CACHEDIR.TAG')).size).toBeGreaterThan(0);
  await pruneCache(box.path('nowhere/at/all'));
});

test.each<[NodeJS.Platform, Record<string, string>, string | undefined]>([
  ['linux', { HOME: '/home/u' }, '/home/u/.cache/interleave/analysis'],
  ['linux', { HOME: '/home/u', XDG_CACHE_HOME: '/c' }, '/c/interleave/analysis'],
  ['linux', { HOME: '/home/u', XDG_CACHE_HOME: 'not/absolute' }, '/home/u/.cache/interleave/analysis'],
  ['darwin', { HOME: '/Users/u', XDG_CACHE_HOME: '/c' }, '/Users/u/Library/Caches/interleave/analysis'],
  ['linux', {}, undefined],
  ['linux', { HOME: '' }, undefined],
])('on %s with %j the cache is in %s', (platform, env, expected) => {
  expect(cacheRootOf(env, platform)).toBe(expected);
});
