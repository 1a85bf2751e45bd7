/** Which files `check` takes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Files, sandbox } from './sandbox.ts';

interface Checked {
  readonly files: string[];
  readonly problems: string[];
}

/** The files in which `bad` was found. */
async function checked(box: ReturnType<typeof sandbox>, paths: readonly string[] = [], cwd = ''): Promise<Checked> {
  const { out } = await box.run(['check', '--output-format=json', ...paths], { cwd });
  const { findings, problems } = JSON.parse(out) as Record<
    'findings' | 'problems',
    { path: string; message: string }[]
  >;
  return {
    files: findings.map(({ path }) => path),
    problems: problems.map(({ path, message }) => `${path}: ${message}`),
  };
}

const python = (...names: string[]): Files => Object.fromEntries(names.map((name) => [name, 'bad\n']));

test('folders are searched for Python files', async () => {
  const box = sandbox(
    python('a.py', 'b.pyw', 'c.pyi', 'd.txt', 'e', '.hidden.py', '.#lock.py', 'p/q/r.py', '.github/s.py'),
  );
  expect(await checked(box)).toEqual({
    files: ['.github/s.py', '.hidden.py', 'a.py', 'b.pyw', 'p/q/r.py'],
    problems: [],
  });
});

test('a file that is named is checked whatever its name and whatever leaves it out', async () => {
  const box = sandbox({
    ...python('c.pyi', 'script', 'node_modules/x.py', 'ignored.py', 'excluded.py'),
    '.git/HEAD': '',
    '.gitignore': 'ignored.py\n',
    'pyproject.toml': '[tool.interleave]\nexclude = ["excluded.py"]\n',
  });
  const names = ['c.pyi', 'excluded.py', 'ignored.py', 'node_modules/x.py', 'script'];
  expect((await checked(box, names)).files).toEqual(names);
  expect((await checked(box)).files).toEqual([]);
});

test('virtual environments, installed packages and tool folders are skipped', async () => {
  const box = sandbox({
    ...python('app.py', 'env/lib/python3.12/x.py', 'conda/x.py', 'node_modules/x.py', '__pycache__/x.py'),
    ...python('.tox/x.py', '.venv/x.py', '.git/x.py', 'lib/site-packages/x.py', 'venv/x.py', 'env2/x.py'),
    'env/pyvenv.cfg': '',
    'conda/conda-meta/history': '',
  });
  expect((await checked(box)).files).toEqual(['app.py', 'env2/x.py', 'venv/x.py']);
  // Whoever names one means it.
  expect((await checked(box, ['env', 'lib/site-packages'])).files).toEqual([
    'env/lib/python3.12/x.py',
    'lib/site-packages/x.py',
  ]);
});

test('.gitignore files count from the root of the repository down to the file', async () => {
  const box = sandbox({
    ...python('outside.py', 'repo/a.py', 'repo/gen_a.py', 'repo/build/b.py', 'repo/p/gen_keep.py', 'repo/p/gen_x.py'),
    ...python('repo/p/secret/s.py', 'repo/p/own.py', 'repo/p/q/own.py', 'repo/excluded.py', 'repo/sub/gen_sub.py'),
    '.gitignore': '*.py\n',
    'repo/.git/HEAD': '',
    'repo/.git/info/exclude': 'excluded.py\n',
    'repo/.gitignore': '# generated\ngen_*.py\nbuild/\n/p/secret\n',
    'repo/p/.gitignore': '!gen_keep.py\n/own.py\n',
    'repo/sub/.git': 'gitdir: elsewhere\n',
  });
  const inRepository = ['a.py', 'p/gen_keep.py', 'p/q/own.py', 'sub/gen_sub.py'];
  expect((await checked(box, [], 'repo')).files).toEqual(inRepository);
  expect((await checked(box, ['.'], 'repo/p')).files).toEqual(['gen_keep.py', 'q/own.py']);
  // A folder that is named is searched even if git leaves it out.
  expect((await checked(box, ['build'], 'repo')).files).toEqual(['build/b.py']);
  // A folder without repository: the files found on the way count.
  expect((await checked(box)).files).toEqual(inRepository.map((name) => `repo/${name}`));
});

test('git agrees on what is ignored', async () => {
  const box = sandbox({
    ...python(
      'a.py',
      'b/c.py',
      'b/d/e.py',
      'b/d/f.py',
      'x y.py',
      'keep/z.py',
      'deep/keep/z.py',
      'deep/er/z.py',
      '#h.py',
    ),
    ...python('up/down.py', 'w/1.py', 'w/2.py', 'w/in/1.py', 'Case.py'),
    '.gitignore': 'b/**/e.py\n*\\ y.py\ndeep/*\n!deep/keep\n\\#h.py\nup/\n!up/down.py\ncase.py\n',
    'w/.gitignore': '*\n!in/\n!in/*.py\n',
    'b/d/.gitignore': '!e.py\n',
  });
  execFileSync('git', ['init', '-q'], { cwd: box.root });
  const listed = execFileSync('git', ['ls-files', '-o', '--exclude-standard', '*.py'], {
    cwd: box.root,
    encoding: 'utf8',
  });
  expect((await checked(box)).files).toEqual(
    listed
      .trim()
      .split('\n')
      .map((name) => name.replaceAll('"', ''))
      .sort(),
  );
});

test('a file reached twice is reported once', async () => {
  const box = sandbox(python('p/a.py', 'z.py'));
  symlinkSync('p/a.py', box.path('a_link.py'));
  symlinkSync(box.path('z.py'), box.path('p/link.py'));
  expect((await checked(box, ['.', 'p', 'p/a.py', './p/../p/a.py', box.path('z.py')])).files).toEqual([
    'p/a.py',
    'z.py',
  ]);
});

test('a link to a file elsewhere is reported under the name of the link', async () => {
  const box = sandbox(python('outside.py', 'project/a.py'));
  symlinkSync('../outside.py', box.path('project/link.py'));
  expect((await checked(box, ['project'])).files).toEqual(['project/a.py', 'project/link.py']);
  expect((await checked(box, ['project/link.py'])).files).toEqual(['project/link.py']);
});

test('links to folders are not followed, so loops end; a link that is named is', async () => {
  const box = sandbox(python('p/a.py', 'other/b.py'));
  symlinkSync('..', box.path('p/loop'));
  symlinkSync('../other', box.path('p/other.py'));
  expect(await checked(box, ['p'])).toEqual({ files: ['p/a.py'], problems: [] });
  expect((await checked(box, ['p/loop/p', 'p/other.py'])).files).toEqual(['p/loop/p/a.py', 'p/other.py/b.py']);
});

test('a folder named like a file is a folder', async () => {
  const box = sandbox(python('x.py/y.py'));
  mkdirSync(box.path('empty.py'));
  expect(await checked(box)).toEqual({ files: ['x.py/y.py'], problems: [] });
  expect(await checked(box, ['x.py', 'empty.py'])).toEqual({ files: ['x.py/y.py'], problems: [] });
});

test('paths are relative to the current folder, with forward slashes, also outside of it', async () => {
  const box = sandbox(python('p/a.py', 'q/b.py'));
  expect((await checked(box, ['.', '../q', box.path('q')], 'p')).files).toEqual(['a.py', '../q/b.py']);
});
