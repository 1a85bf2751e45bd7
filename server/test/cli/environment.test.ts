/** The configuration of how code runs: which file says it, what it says, and that every run knows. */
import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT, type Environment, type ListedRule } from '#analysis';
import { type Files, type Sandbox, sandbox } from './sandbox.ts';
import { testRules } from './test-rules.ts';

/** Says what its module knows. */
const telling: ListedRule = {
  ...testRules[0]!,
  id: 'telling',
  *check(module) {
    yield { range: { start: 0, end: 0 }, message: JSON.stringify(module.environment) };
  },
};

interface Told {
  readonly environments: Readonly<Record<string, Environment>>;
  readonly problems: readonly string[];
}

async function run(box: Sandbox, args: readonly string[] = []): Promise<Told> {
  const host = { sources: { facts: 'f1', build: 'b1' } };
  const options = { host, rules: [telling] };
  const { out } = await box.run(['check', '--output-format=json', '--cache-dir=.cache', ...args], options);
  const { findings, problems } = JSON.parse(out);
  return {
    environments: Object.fromEntries(
      findings.map(({ path, message }: { path: string; message: string }) => [path, JSON.parse(message)]),
    ),
    problems: problems.map(({ line, message }: { line: number; message: string }) => `${line}: ${message}`),
  };
}

const told = (files: Files): Promise<Told> => run(sandbox(files));
const withTable = (...lines: string[]): Files => ({
  'a.py': 'x\n',
  'pyproject.toml': ['[tool.interleave]', ...lines, ''].join('\n'),
});

test.each([
  ['target-python', '"3.11"', { targetPython: [3, 11] }],
  ['target-python', '"3.9.2"', { targetPython: [3, 9] }],
  ['free-threaded', 'true', { freeThreaded: true }],
  ['assume-concurrent', 'true', { assumeConcurrent: true }],
  ['assume-concurrent', '["shop", "shop.cart"]', { assumeConcurrent: ['shop', 'shop.cart'] }],
  ['threaded-servers', 'false', { threadedServers: false }],
  ['thread-entry-points', '["jobs.Worker.run"]', { threadEntryPoints: ['jobs.Worker.run'] }],
  ['blocking', '["shop.db.query", "vendor.*"]', { blocking: ['shop.db.query', 'vendor.*'] }],
  ['not-blocking', '["requests.get"]', { notBlocking: ['requests.get'] }],
])('%s = %s', async (key, value, expected) => {
  const { environments, problems } = await told(withTable(`${key} = ${value}`));
  expect(problems).toEqual([]);
  expect(environments['a.py']).toEqual({ ...JSON.parse(JSON.stringify(DEFAULT_ENVIRONMENT)), ...expected });
});

test.each([
  ['target-python = 3.10', 'target-python: Expected a version of Python 3 in quotes, such as "3.11", found 3.1.'],
  ['target-python = "3"', 'target-python: Expected a version of Python 3 in quotes, such as "3.11", found "3".'],
  [
    'target-python = ">=3.11"',
    'target-python: Expected a version of Python 3 in quotes, such as "3.11", found ">=3.11".',
  ],
  ['free-threaded = "yes"', 'free-threaded: Expected true or false, found "yes".'],
  ['threaded-servers = 0', 'threaded-servers: Expected true or false, found 0.'],
  [
    'assume-concurrent = "jobs"',
    'assume-concurrent: Expected true, false or a list of modules such as ["package.module"], found "jobs".',
  ],
  ['assume-concurrent = ["a/b.py"]', 'assume-concurrent: Expected a module such as "package.module", found "a/b.py".'],
  ['thread-entry-points = "jobs.run"', 'thread-entry-points: Expected a list of strings, found "jobs.run".'],
  [
    'thread-entry-points = ["run"]',
    'thread-entry-points: Expected a name such as "package.module.function", found "run".',
  ],
  ['blocking = [1]', 'blocking: Expected a string, found 1.'],
  [
    'not-blocking = ["get()"]',
    'not-blocking: Expected a name such as "package.module.function" or "package.*", found "get()".',
  ],
])('%s is a problem at its line, and the rest counts', async (line, message) => {
  const { environments, problems } = await told(withTable('exclude = []', line, 'select = ["telling"]'));
  expect(problems).toEqual([`3: tool.interleave.${message}`]);
  expect(Object.keys(environments)).toEqual(['a.py']);
});

test('what a project says to all tools counts where the table says nothing', async () => {
  const { environments, problems } = await told({
    'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n',
    'a.py': 'x\n',
    'tests/b.py': 'x\n',
    'libs/c/pyproject.toml': '[tool.interleave]\nfree-threaded = true\n',
    'libs/c/c.py': 'x\n',
    'libs/d/pyproject.toml':
      '[project]\nrequires-python = ">=3.13"\nclassifiers = ["Programming Language :: Python :: Free Threading"]\n',
    'libs/d/d.py': 'x\n',
    'libs/d/inside/pyproject.toml': '[project]\nname = "inside"\n[tool.interleave]\ntarget-python = "3.14"\n',
    'libs/d/inside/e.py': 'x\n',
    'broken/pyproject.toml': '[project\nrequires-python = ">=3.1"\n',
    'broken/f.py': 'x\n',
  });
  const short = ({ targetPython, freeThreaded, assumeConcurrent }: Environment): unknown => [
    targetPython?.join('.'),
    freeThreaded,
    assumeConcurrent,
  ];
  expect(problems).toEqual([]);
  expect(Object.fromEntries(Object.entries(environments).map(([path, one]) => [path, short(one)]))).toEqual({
    'a.py': ['3.10', false, false],
    'tests/b.py': ['3.10', false, false],
    'libs/c/c.py': ['3.10', true, false],
    'libs/d/d.py': ['3.13', false, true],
    'libs/d/inside/e.py': ['3.14', false, false],
    'broken/f.py': ['3.10', false, false],
  });
});

test('a run that was kept is not asked for another configuration', async () => {
  const box = sandbox({ 'a.py': 'x\n', 'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n' });
  const target = async (): Promise<unknown> => (await run(box)).environments['a.py']!.targetPython;
  expect(await target()).toEqual([3, 10]);
  expect(await target()).toEqual([3, 10]);
  box.write({ 'pyproject.toml': '[project]\nrequires-python = ">=3.12"\n' });
  expect(await target()).toEqual([3, 12]);
  box.write({ 'pyproject.toml': '' });
  expect(await target()).toBeUndefined();
});
