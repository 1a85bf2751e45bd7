/** Each option of `check`, usage errors, exit codes; `explain`, `rules`, `--version` and `--help`. */
import { expect, test } from 'vitest';
import { sandbox } from './sandbox.ts';

/** The rules that a run reports, in order. */
const rulesOf = (out: string): string[] => JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule);
const JSON_FORMAT = '--output-format=json';

const ALL_WORDS = 'bad\ndanger()\ninfo_word\nhint_word\noff_word\n';

test.each([
  ['warnings and errors by default', [], ['bad-name', 'danger'], 1],
  ['--min-severity error', ['--min-severity', 'error'], ['danger'], 1],
  ['--min-severity info', ['--min-severity=info'], ['bad-name', 'danger', 'word-info'], 1],
  ['--min-severity hint', ['--min-severity=hint'], ['bad-name', 'danger', 'word-info', 'word-hint'], 1],
  ['--select one rule', ['--select', 'danger'], ['danger'], 1],
  ['--select a rule that is off', ['--select', 'word-off'], ['word-off'], 1],
  ['--select a mild rule', ['--select', 'word-info'], [], 0],
  ['--select a mild rule and show it', ['--select', 'word-info', '--min-severity', 'hint'], ['word-info'], 1],
  ['--select a family', ['--select=asyncio', '--min-severity=hint'], ['word-info', 'word-hint'], 1],
  ['--select a family and what is off in it', ['--select=asyncio,word-off'], ['word-off'], 1],
  ['--select ALL', ['--select=ALL'], ['bad-name', 'danger', 'word-off'], 1],
  [
    '--select a list, repeated',
    ['--select=danger, word-off', '--select=bad-name'],
    ['bad-name', 'danger', 'word-off'],
    1,
  ],
  ['--ignore', ['--ignore=danger'], ['bad-name'], 1],
  ['--ignore a family, repeated', ['--ignore', 'locks', '--ignore', 'shared-state'], [], 0],
  ['--ignore over --select', ['--select=ALL', '--ignore=locks,bad-name'], ['word-off'], 1],
  ['--exit-zero', ['--exit-zero'], ['bad-name', 'danger'], 0],
  ['--no-cache', ['--no-cache'], ['bad-name', 'danger'], 1],
])('%s', async (_, args, rules, code) => {
  const result = await sandbox({ 'a.py': ALL_WORDS }).run(['check', JSON_FORMAT, ...args]);
  expect([rulesOf(result.out), result.code]).toEqual([rules, code]);
});

test('the summary says what is hidden and how to see it', async () => {
  const { out } = await sandbox({ 'a.py': ALL_WORDS }).run(['check', '--ignore=bad-name,danger']);
  expect(out).toBe('No findings in 1 file, 0.12 s.\n2 milder findings not shown; --min-severity hint shows all.\n');
});

test.each([
  ['an unknown rule', ['check', '--select=no-such'], "--select: No rule or family is called 'no-such'"],
  [
    'an unknown rule to ignore',
    ['check', '--ignore=danger,no-such'],
    "--ignore: No rule or family is called 'no-such'",
  ],
  ['an unknown option', ['check', '--no-such'], "unknown option '--no-such'"],
  ['an unknown format', ['check', '--output-format=xml'], "'xml' is invalid"],
  ['an unknown severity', ['check', '--min-severity=fatal'], "'fatal' is invalid"],
  ['--unsafe-fixes alone', ['check', '--unsafe-fixes'], '--unsafe-fixes goes with --fix or --diff'],
  ['- with another path', ['check', '-', 'a.py'], '- does not go with other paths'],
  ['--stdin-filename without -', ['check', '--stdin-filename=a.py'], '--stdin-filename goes with the path -'],
  ['an unknown command', ['chekc'], "unknown command 'chekc'"],
  ['no command', [], 'Usage: interleave'],
  ['no rule to explain', ['explain'], "missing required argument 'rule'"],
  ['an unknown rule to explain', ['explain', 'bad-nose'], "No rule is called 'bad-nose'; did you mean bad-name?"],
])('wrong usage, %s: exit code 2, a message on standard error', async (_, args, message) => {
  const { code, out, err } = await sandbox({ 'a.py': 'bad\n' }).run(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(out).toBe('');
});

test.each([
  [['check', JSON_FORMAT, '--no-such']],
  [['check', '--output-format', 'json', '--select=no-such']],
  [['check', JSON_FORMAT, '--diff']],
  [['check', JSON_FORMAT, '--fix', '-']],
])('wrong usage with JSON: %j gives a document', async (args) => {
  const { code, out } = await sandbox({ 'a.py': 'bad\n' }).run(args);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual({ version: 1, findings: [], problems: [{ path: '', message: expect.any(String) }] });
});

test('a rule that throws is a problem; other rules and files still answer', async () => {
  const box = sandbox({ 'a.py': 'bad\nexplode\n', 'b.py': 'bad\n' });
  const { code, out, err } = await box.run(['check', '--output-format=concise']);
  expect(code).toBe(2);
  expect(err).toContain("a.py: problem: The rule 'failing' failed here (boom); please report it.");
  expect(err).toContain('1 problem kept the check from being complete.');
  expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(['a.py:1:1:', 'b.py:1:1:', '']);
  expect((await box.run(['check', '--exit-zero'])).code).toBe(2);
});

test('standard input', async () => {
  const box = sandbox({ 'app/pyproject.toml': '[tool.interleave]\nignore = ["bad-name"]\n' });
  const input = 'bad\ndanger()\n';
  const places = async (args: string[]): Promise<string[]> =>
    (await box.run(['check', '--output-format=concise', '-', ...args], { input })).out.split(': ').slice(0, -1);
  expect(await places([])).toEqual(['-:1:1', expect.stringContaining('-:2:1')]);
  expect(await places(['--stdin-filename', 'app/x.py'])).toEqual(['app/x.py:2:1']);
  expect(await places(['--stdin-filename', box.path('app/x.py')])).toEqual(['app/x.py:2:1']);
});

test('test files are told by their place below the project', async () => {
  const files = {
    'tests/project/pyproject.toml': '',
    'tests/project/app.py': 'relaxed\n',
    'tests/project/test_app.py': 'relaxed\n',
    'tests/project/tests/helper.py': 'relaxed\n',
  };
  const { out } = await sandbox(files).run(['check', '--output-format=concise']);
  expect(out).toBe('tests/project/app.py:1:1: warning relaxed Not in a test.\n');
});

test('no Python files: said, but no error', async () => {
  const { code, out } = await sandbox({ 'a.txt': 'bad' }).run(['check']);
  expect([code, out]).toEqual([0, 'No Python files found.\n']);
});

test('--version and --help', async () => {
  const box = sandbox();
  expect(await box.run(['--version'])).toMatchObject({ code: 0, out: 'interleave 1.2.3\n', err: '' });
  const help = await box.run(['--help']);
  expect(help.code).toBe(0);
  expect(help.out).toMatchInlineSnapshot(`
    "Usage: interleave [options] [command]

    Finds concurrency pitfalls in Python code and explains them.

    Options:
      -V, --version                         print the version
      -h, --help                            print this help

    Commands:
      check [options] [paths...]            Check files and folders.
      audit [options] [paths...]            List the state that threads share, and how risky that is.
      contexts [options] <file[:function]>  Tell where the functions of a file run: on the event loop,
                                            in which threads.
      explain <rule>                        Explain a rule: why, what to do instead, examples.
      rules [options]                       List all rules.
      server [options]                      Run the language server, for editors.

    Exit codes:
      0  nothing was found
      1  there are findings
      2  wrong usage or configuration, a file that could not be checked, or a defect of
         the tool; what could be checked was checked
    "
  `);
  const check = await box.run(['check', '--help']);
  expect(check.code).toBe(0);
  expect(check.out).toMatchInlineSnapshot(`
    "Usage: interleave check [options] [paths...]

    Check files and folders.

    Arguments:
      paths                      files and folders; - reads standard input (default: .)

    Options:
      --output-format <format>   how findings are shown (choices: "full", "concise", "json", default:
                                 "full")
      --select <rules>           run these instead of the configured rules: ids, families, ALL
      --ignore <rules>           do not run these
      --min-severity <severity>  show and count these and graver (choices: "error", "warning", "info",
                                 "hint", default: "warning")
      --fix                      apply safe fixes
      --unsafe-fixes             with --fix or --diff: apply the other fixes too
      --diff                     show what --fix would change, write nothing
      --exit-zero                exit with 0 even if there are findings
      --stdin-filename <path>    what standard input is called, for its configuration and in findings
      --no-cache                 neither use nor keep what earlier runs worked out
      --cache-dir <path>         where that is kept, instead of the system's folder for caches
      -h, --help                 print this help

    What counts:
      Findings of severity error and warning are shown and decide about the exit code;
      --min-severity lowers that, also for rules named by --select. --select takes the
      place of the configured 'select' and 'ignore' and switches on rules that are off;
      --ignore adds to what is ignored. Both take comma-separated lists and may be repeated.

    Fixes:
      --fix applies the fixes of findings that are shown, again until none is left, and then
      shows what remains. Encoding, line ends and mode stay; a symbolic link stays one and its
      target is written. With - the fixed text goes to standard output, findings to standard
      error. --diff exits as a check without --fix does.

    Files:
      Folders are searched for *.py and *.pyw. What .gitignore leaves out, virtual environments,
      node_modules, site-packages, tool folders and what the configuration excludes is skipped,
      and links to folders are not followed. A file named here is always checked. Stubs (*.pyi) that
      are not named here are read for what they say about code that is not there.
      What is checked is looked at together with the other files of its project (the nearest folder
      with pyproject.toml or .git; without one, the files beside it and their packages), of which
      nothing is shown. Standard input takes the place of the file that --stdin-filename names;
      without a name it is looked at alone.

    Cache:
      What is known of files is kept by what is in them, in the system's folder for caches, and so
      are the findings of the last runs. It may be removed at any time and is kept below 1 GB.

    Configuration:
      [tool.interleave] of the nearest pyproject.toml that has it: select, ignore, severity,
      exclude.

    Limits:
      Files over 16 MB, files that take longer than 60 s, and parts of files that take the parser
      too many steps or too much memory are not checked. A problem says so, as for everything that
      keeps the check from being complete: on standard error, with --output-format json in the
      document. Of a project with more than 20,000 files nothing is looked at but what is checked.

    Exit codes:
      0  nothing was found
      1  there are findings
      2  wrong usage or configuration, a file that could not be checked, or a defect of
         the tool; what could be checked was checked
    "
  `);
});

test('rules', async () => {
  const box = sandbox();
  const { code, out } = await box.run(['rules']);
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "shared-state
      bad-name   warning  A bad name misleads. (safe fix)

    locks
      danger     error    Danger is dangerous. (unsafe fix)

    asyncio
      word-info  info     Finds the word info.
      word-hint  hint     Finds the word hint.
      word-off   off      Finds the word off.

    processes
      relaxed    warning  Relaxes in tests.

    language
      failing    warning  Fails.

    resilience
      ping       warning  Never settles. (safe fix)
      pong       warning  Never settles. (safe fix)

    interleave explain RULE tells why, and what to do instead.
    "
  `);
  const json = JSON.parse((await box.run(['rules', JSON_FORMAT])).out);
  expect(json[0]).toEqual({
    id: 'bad-name',
    family: 'shared-state',
    severity: 'warning',
    summary: 'A bad name misleads.',
    fix: 'safe',
    peers: ['other BAD1'],
  });
});

test('explain', async () => {
  const { code, out } = await sandbox().run(['explain', 'bad-name']);
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "bad-name (shared-state, warning, safe fix)

    A bad name misleads.

    Why is this bad?

    Because tests need it: see the web (https://example.org/page) and another page.
    It goes on in a second sentence that is long enough to be wrapped at the width
    of an ordinary terminal.

    - an item that is also long enough to be wrapped, since lists are where wrapping
      goes wrong most
    - \`code\`

    Bad

        def f():
            return bad

        good = 1
    "
  `);
});
