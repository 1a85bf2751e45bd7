/** The built program as a process: pipes, threads, exit codes, the real rules. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rules } from '#rules';
import { sandbox } from './sandbox.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let dist: string;

beforeAll(() => {
  // Of its own, so that it is neither stale nor replaced while the tests run.
  dist = mkdtempSync(join(tmpdir(), 'interleave-dist-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--quiet', `--outdir=${dist}`]);
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function interleave(args: readonly string[], cwd: string): Promise<Ended> {
  try {
    const options = { cwd, maxBuffer: 2 ** 30 };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(dist, 'cli.cjs'), ...args], options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Ended;
  }
}

/** Every file has one finding, whatever the rules for real code say. */
const FINDING = '# interleave: ignore[no-such-rule] x\nx = 1\n';

test('checks many files with threads as it checks them one by one', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `p${index % 7}/f${index}.py`);
  const box = sandbox(Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? FINDING : 'x = 1\n'])));
  const threads = await interleave(['check', '--output-format=json'], box.root);
  const single = await box.run(['check', '--output-format=json'], { rules });
  expect(threads.code).toBe(1);
  expect(threads.stdout).toBe(single.out);
  expect(JSON.parse(threads.stdout).findings).toHaveLength(100);
});

test('fixes many files with threads', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `f${index}.py`);
  const box = sandbox(Object.fromEntries(names.map((name) => [name, FINDING])));
  const { code, stdout } = await interleave(['check', '--fix'], box.root);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^No findings in 120 files, .* s\.\nFixed 120 findings in 120 files\.\n$/);
  for (const name of names) expect(box.read(name).toString()).toBe('x = 1\n');
});

test('a file is checked in its project: with threads, with what was kept, and after a change elsewhere', async () => {
  const blocking = 'import time\n\n\ndef fetch():\n    time.sleep(1)\n';
  const app = `import asyncio
from helpers import fetch


async def handle():
    fetch()


async def main():
    await asyncio.gather(handle(), handle())


asyncio.run(main())
`;
  const box = sandbox({ 'pyproject.toml': '', 'app.py': app, 'helpers.py': blocking });
  const args = ['check', '--output-format=json', '--cache-dir=.cache', 'app.py'];
  const first = await interleave(args, box.root);
  expect(first.code).toBe(1);
  const [finding] = JSON.parse(first.stdout).findings;
  expect(finding).toMatchObject({ rule: 'blocking-call-in-async', path: 'app.py', start: { line: 6 } });
  expect(finding.related).toContainEqual(
    expect.objectContaining({ path: 'helpers.py', start: { line: 5, column: 5 } }),
  );
  expect(await interleave(args, box.root)).toEqual(first);
  box.write({ 'helpers.py': blocking.replace('time.sleep(1)', 'pass') });
  expect((await interleave(args, box.root)).code).toBe(0);
  box.write({ 'helpers.py': blocking });
  expect(await interleave(args, box.root)).toEqual(first);
});

test('exit codes', async () => {
  const box = sandbox({ 'clean.py': 'x = 1\n', 'found.py': FINDING });
  expect((await interleave(['check', 'clean.py'], box.root)).code).toBe(0);
  expect((await interleave(['check', 'found.py'], box.root)).code).toBe(1);
  expect((await interleave(['check', 'found.py', '--exit-zero'], box.root)).code).toBe(0);
  expect((await interleave(['check', 'nowhere.py'], box.root)).code).toBe(2);
  expect((await interleave(['check', '--no-such'], box.root)).code).toBe(2);
  expect((await interleave(['--version'], box.root)).stdout).toMatch(/^interleave \d+\.\d+\.\d+\n$/);
});

test('a large report arrives as a whole', async () => {
  const box = sandbox({ 'a.py': FINDING.repeat(20_000) });
  const { stdout } = await interleave(['check', '--output-format=json'], box.root);
  expect(stdout.length).toBeGreaterThan(4_000_000);
  expect(JSON.parse(stdout).findings).toHaveLength(20_000);
});

test('a reader that goes away ends the run quietly', async () => {
  const box = sandbox({ 'a.py': FINDING.repeat(20_000) });
  const child = spawn(process.execPath, [join(dist, 'cli.cjs'), 'check', '--output-format=concise'], { cwd: box.root });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(stderr).not.toContain('Error');
  expect(stderr).not.toContain('EPIPE');
  expect(code).not.toBeNull();
});

test('standard input', async () => {
  const child = spawn(process.execPath, [join(dist, 'cli.cjs'), 'check', '--output-format=concise', '-'], {
    cwd: sandbox().root,
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stdin.end(FINDING);
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  expect(stdout).toMatch(/^-:1:\d+: warning unused-suppression /);
});

test('every real rule can be explained and listed', async () => {
  const listed = JSON.parse((await interleave(['rules', '--output-format=json'], root)).stdout) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const rule of listed) {
    expect(Object.keys(rule)).toEqual(['id', 'family', 'severity', 'summary', 'fix', 'peers']);
  }
  const box = sandbox();
  for (const { id } of rules) {
    const { code, out } = await box.run(['explain', id], { rules });
    expect(code).toBe(0);
    expect(out).toContain('Why is this bad?');
    expect(out).not.toMatch(/ruleid:|# ok:|\]\(|```/);
  }
});
