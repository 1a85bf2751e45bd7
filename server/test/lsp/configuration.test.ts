/** Settings and `pyproject.toml`: what counts, how changes take effect without a restart, and how problems are shown. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { DEFAULT_CONFIG, type ListedRule, parseConfig } from '#analysis';
import { rules } from '#rules';
import { mergeConfigs, readSettings } from '../../src/lsp/settings.ts';
import { close, diagnosticsOf, findingsOf, open, pull } from './documents.ts';
import { buildServer, type LanguageClient, PATIENCE, PLAIN, PULLING, startClient } from './language-client.ts';
import { inFolder, project } from './project.ts';
import { BLOCKING, RACE } from './samples.ts';

buildServer();

const RACE_RULE = 'unlocked-shared-global';
/** Useless whatever rules run. */
const BOTH = `${RACE}LIMIT = 10  # interleave: ignore[no-such-rule] once\n`;

const toml = (...lines: string[]): string => ['[tool.interleave]', ...lines, ''].join('\n');

async function rulesFound(client: LanguageClient, uri: string, text = BOTH): Promise<string[]> {
  open(client, text, uri);
  const found = await findingsOf(client, uri);
  close(client, uri);
  return [...new Set(found.map((one) => one.split(':')[1]!))];
}

describe('settings', () => {
  const CASES: readonly (readonly [what: string, settings: unknown, expected: readonly string[]])[] = [
    ['nothing', null, [RACE_RULE, 'unused-suppression']],
    ['select', { select: ['housekeeping'] }, ['unused-suppression']],
    ['an empty select, as VS Code sends what is not set', { select: [] }, [RACE_RULE, 'unused-suppression']],
    ['ignore', { ignore: [RACE_RULE] }, ['unused-suppression']],
    ['severity off', { severity: { housekeeping: 'off' } }, [RACE_RULE]],
    ['enable', { enable: false }, []],
    [
      'odd ones',
      { select: 'x', ignore: [1], severity: [], enable: 'no', exclude: null },
      [RACE_RULE, 'unused-suppression'],
    ],
    ['no object', 'text', [RACE_RULE, 'unused-suppression']],
  ];
  let client: LanguageClient;
  beforeAll(async () => {
    client = await startClient({
      isShared: true,
      params: { workspaceFolders: CASES.map((_, at) => ({ uri: `file:///settings/${at}`, name: `${at}` })) },
      settings: (folder = '') => CASES[Number(folder.split('/').at(-1))]?.[1] ?? null,
    });
  }, PATIENCE);

  test.each(CASES.map(([what, , expected], at) => ({ what, expected, at })))('$what', async ({ expected, at }) => {
    expect(await rulesFound(client, `file:///settings/${at}/jobs.py`)).toEqual(expected);
  });

  test('exclude speaks of paths below the workspace folder, and of names', async () => {
    const one = project();
    const client = await startClient({
      params: inFolder(one),
      settings: { exclude: ['generated', 'src/old', '*_pb2.py'] },
    });
    const isChecked = async (path: string): Promise<boolean> => (await rulesFound(client, one.uri(path))).length > 0;
    expect(await isChecked('src/jobs.py')).toBe(true);
    expect(await isChecked('deep/generated/jobs.py')).toBe(false);
    expect(await isChecked('src/old/more/jobs.py')).toBe(false);
    expect(await isChecked('other/src/old/jobs.py')).toBe(true);
    expect(await isChecked('src/jobs_pb2.py')).toBe(false);
  });

  test('each workspace folder has its own', async () => {
    const [one, two] = [project(), project()];
    const client = await startClient({
      params: inFolder(one, two),
      settings: (folder: string) => (folder === two.folder.uri ? { select: ['housekeeping'] } : null),
    });
    expect(await rulesFound(client, one.uri('a.py'))).toEqual([RACE_RULE, 'unused-suppression']);
    expect(await rulesFound(client, two.uri('a.py'))).toEqual(['unused-suppression']);
  });

  test('a change takes effect, and the client is asked to refresh', async () => {
    let settings: unknown = null;
    const client = await startClient({ settings: () => settings });
    const uri = open(client, RACE);
    const first = await pull(client, uri);
    settings = { severity: { [RACE_RULE]: 'error' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.next('workspace/diagnostic/refresh');
    expect(await pull(client, uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ severity: 1 }] });
    settings = { enable: false };
    client.notify('workspace/didChangeConfiguration', {});
    await client.next('workspace/diagnostic/refresh');
    expect(await diagnosticsOf(client, uri)).toEqual([]);
  });

  test('a change that changes nothing here asks for nothing', async () => {
    const client = await startClient();
    const uri = open(client, RACE);
    await pull(client, uri);
    client.notify('workspace/didChangeConfiguration', {});
    await client.next('workspace/configuration');
    await client.next('workspace/configuration');
    await pull(client, uri);
    expect(client.left('workspace/diagnostic/refresh')).toEqual([]);
  });

  test('published diagnostics follow a change too', async () => {
    const published = (client: LanguageClient) =>
      client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
    const options = { settings: { interleave: { severity: { [RACE_RULE]: 'info' } } } };
    const client = await startClient({ params: { capabilities: PLAIN, initializationOptions: options } });
    open(client, RACE);
    expect(await published(client)).toMatchObject({ diagnostics: [{ severity: 3 }] });
    client.notify('workspace/didChangeConfiguration', {
      settings: { interleave: { severity: { [RACE_RULE]: 'hint' } } },
    });
    expect(await published(client)).toMatchObject({ diagnostics: [{ severity: 4 }] });
    client.notify('workspace/didChangeConfiguration', { settings: { enable: false } });
    expect(await published(client)).toMatchObject({ diagnostics: [] });
  });

  test('a client that fails to answer gets the defaults', async () => {
    const client = await startClient({
      settings: () => {
        throw new Error('no settings today');
      },
    });
    expect(await rulesFound(client, 'untitled:1')).toEqual([RACE_RULE, 'unused-suppression']);
  });
});

describe('pyproject.toml', () => {
  test('the nearest that has our section counts', async () => {
    const one = project({
      'pyproject.toml': toml('select = ["housekeeping"]'),
      'inner/pyproject.toml': toml('ignore = ["housekeeping"]'),
      'other/pyproject.toml': '[tool.other]\n',
    });
    const client = await startClient({ params: inFolder(one) });
    expect(await rulesFound(client, one.uri('a.py'))).toEqual(['unused-suppression']);
    expect(await rulesFound(client, one.uri('inner/deep/a.py'))).toEqual([RACE_RULE]);
    expect(await rulesFound(client, one.uri('other/a.py'))).toEqual(['unused-suppression']);
    expect(await rulesFound(client, 'untitled:Untitled-1')).toEqual(['unused-suppression']);
  });

  test('it wins over the settings, unless they prefer themselves', async () => {
    const one = project({ 'pyproject.toml': toml('select = ["housekeeping"]') });
    const settings = { select: ['shared-state'], ignore: ['housekeeping'] };
    const client = await startClient({ params: inFolder(one), settings });
    expect(await rulesFound(client, one.uri('a.py'))).toEqual(['unused-suppression']);
    const editorFirst = { ...settings, configurationPreference: 'editorFirst' };
    const other = await startClient({ params: inFolder(one), settings: editorFirst });
    expect(await rulesFound(other, one.uri('a.py'))).toEqual([RACE_RULE]);
  });

  test('what it does not say, the settings may', async () => {
    const one = project({
      'pyproject.toml': toml('exclude = ["gen"]', '[tool.interleave.severity]', `${RACE_RULE} = "error"`),
    });
    const settings = { severity: { [RACE_RULE]: 'hint', 'unused-suppression': 'info' }, exclude: ['old'] };
    const client = await startClient({ params: inFolder(one), settings });
    open(client, BOTH, one.uri('a.py'));
    expect((await diagnosticsOf(client, one.uri('a.py'))).map(({ severity }) => severity)).toEqual([1, 3]);
    expect(await rulesFound(client, one.uri('gen/a.py'))).toEqual([]);
    expect(await rulesFound(client, one.uri('old/a.py'))).toEqual([]);
  });

  test('its patterns are relative to its folder', async () => {
    const one = project({ 'inner/pyproject.toml': toml('exclude = ["src/old"]') });
    const client = await startClient({ params: inFolder(one) });
    expect(await rulesFound(client, one.uri('inner/src/old/a.py'))).toEqual([]);
    expect(await rulesFound(client, one.uri('src/old/a.py'))).not.toEqual([]);
  });

  test('it is watched: made, changed and removed', async () => {
    const one = project();
    const client = await startClient({ params: inFolder(one) });
    await client.next<{ registrations: { method: string }[] }>('client/registerCapability', ({ registrations }) =>
      registrations.some(({ method }) => method === 'workspace/didChangeWatchedFiles'),
    );
    const uri = open(client, BOTH, one.uri('a.py'));
    const found = async (): Promise<(string | number | undefined)[]> =>
      (await diagnosticsOf(client, uri)).map(({ code }) => code);
    expect(await found()).toEqual([RACE_RULE, 'unused-suppression']);
    const changed = async (type: number): Promise<void> => {
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: one.uri('pyproject.toml'), type }] });
      await client.next('workspace/diagnostic/refresh');
    };
    one.write('pyproject.toml', toml('select = ["housekeeping"]'));
    await changed(1);
    expect(await found()).toEqual(['unused-suppression']);
    one.write('pyproject.toml', toml('select = ["shared-state"]'));
    await changed(2);
    expect(await found()).toEqual([RACE_RULE]);
    one.remove('pyproject.toml');
    await changed(3);
    expect(await found()).toEqual([RACE_RULE, 'unused-suppression']);
  });

  test('a client that watches nothing: it is read again when something is saved', async () => {
    const one = project();
    const workspace = { ...PULLING.workspace, didChangeWatchedFiles: {} };
    const client = await startClient({ params: { ...inFolder(one), capabilities: { ...PULLING, workspace } } });
    const uri = open(client, BOTH, one.uri('a.py'));
    expect(await findingsOf(client, uri)).toHaveLength(2);
    one.write('pyproject.toml', toml('ignore = ["ALL"]'));
    client.notify('textDocument/didSave', { textDocument: { uri } });
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, uri)).toEqual([]);
  });

  test('workspace folders come and go', async () => {
    const [one, two] = [project(), project()];
    const client = await startClient({
      params: inFolder(one),
      settings: (folder?: string) => (folder === two.folder.uri ? { exclude: ['src'] } : null),
    });
    const uri = open(client, RACE, two.uri('src/a.py'));
    expect(await findingsOf(client, uri)).toHaveLength(1);
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [two.folder], removed: [] } });
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, uri)).toEqual([]);
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [two.folder] } });
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, uri)).toHaveLength(1);
  });
});

describe('problems', () => {
  interface Status {
    readonly version: string;
    readonly rulesOn: number;
    readonly runsOn?: string;
    readonly problems: readonly { readonly path: string; readonly line?: number; readonly message: string }[];
  }
  const status = (client: LanguageClient, fits: (status: Status) => boolean): Promise<Status> =>
    client.next<Status>('interleave/status', fits);
  const published = (client: LanguageClient) =>
    client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');

  test('the client hears what runs', async () => {
    const on = rules.filter(({ severity }) => severity !== 'off').length;
    const client = await startClient();
    expect(await status(client, () => true)).toEqual({ version: expect.any(String), rulesOn: on, problems: [] });
    const other = await startClient({ settings: { select: ['housekeeping'] } });
    expect(await status(other, () => true)).toMatchObject({ rulesOn: 1 });
    const off = await startClient({ settings: { enable: false } });
    expect(await status(off, () => true)).toMatchObject({ rulesOn: 0 });
  });

  test('the client hears for which Python', async () => {
    const one = project({ 'pyproject.toml': '[project]\nrequires-python = ">=3.11"\n' });
    const client = await startClient({ params: inFolder(one), settings: { freeThreaded: true } });
    open(client, RACE, one.uri('a.py'));
    expect(await status(client, ({ runsOn }) => runsOn !== undefined)).toMatchObject({
      runsOn: 'Python 3.11 or later, without the GIL',
    });
  });

  test('clients that are not ours are not told in words of ours', async () => {
    const client = await startClient({ params: { initializationOptions: {} } });
    open(client, RACE, 'untitled:1');
    await diagnosticsOf(client, 'untitled:1');
    expect(client.heard.map(({ method }) => method)).not.toContain('interleave/status');
  });

  test('of pyproject.toml stand in it, at their line, and go when they are mended', async () => {
    const one = project({
      'pyproject.toml': `[project]\nname = "x"\n\n${toml('select = ["no-such-rule"]', 'colour = 1')}`,
    });
    const client = await startClient({ params: inFolder(one) });
    const uri = open(client, RACE, one.uri('a.py'));
    const shown = await published(client);
    expect(shown.uri).toBe(one.uri('pyproject.toml'));
    expect(shown.diagnostics).toMatchObject([
      { range: { start: { line: 5 } }, severity: 2, source: 'interleave', message: expect.stringContaining('colour') },
      { range: { start: { line: 4 } }, message: expect.stringContaining('no-such-rule') },
    ]);
    expect((await status(client, ({ problems }) => problems.length > 0)).problems).toMatchObject([
      { path: 'pyproject.toml', line: 6, message: expect.stringContaining('colour') },
      { path: 'pyproject.toml', line: 5, message: expect.stringContaining('no-such-rule') },
    ]);
    one.write('pyproject.toml', toml());
    client.notify('textDocument/didSave', { textDocument: { uri } });
    expect(await published(client)).toEqual({ uri: one.uri('pyproject.toml'), diagnostics: [] });
    expect((await status(client, ({ problems }) => problems.length === 0)).problems).toEqual([]);
  });

  test('a pyproject.toml that is no TOML configures nothing and says so', async () => {
    const one = project({ 'pyproject.toml': '[tool.interleave]\nselect = [\n' });
    const client = await startClient({ params: inFolder(one) });
    expect(await rulesFound(client, one.uri('a.py'))).toEqual([RACE_RULE, 'unused-suppression']);
    expect((await published(client)).diagnostics).toMatchObject([
      { message: expect.stringContaining('not valid TOML') },
    ]);
  });

  test('of a file outside the workspace are logged', async () => {
    const [one, two] = [project(), project({ 'pyproject.toml': toml('select = 1') })];
    const client = await startClient({ params: inFolder(one) });
    open(client, RACE, two.uri('a.py'));
    const log = await client.next<{ type: number; message: string }>('window/logMessage');
    expect(log).toMatchObject({ type: 2, message: expect.stringContaining(join(two.root, 'pyproject.toml')) });
    expect(client.left('textDocument/publishDiagnostics')).toEqual([]);
  });

  test('of the settings are told', async () => {
    const client = await startClient({ settings: { select: ['no-such-rule'], severity: { ALL: 'loud' } } });
    expect((await status(client, ({ problems }) => problems.length > 0)).problems).toEqual([
      { path: 'interleave.severity.ALL', message: expect.stringContaining('loud') },
      { path: 'interleave.select', message: expect.stringContaining('no-such-rule') },
    ]);
  });

  test('of a document that cannot be checked are told, until it is closed', async () => {
    const client = await startClient();
    const uri = open(client, `x = ${'('.repeat(600_000)}`, 'untitled:deep');
    expect(await diagnosticsOf(client, uri)).toEqual([]);
    const told = await status(client, ({ problems }) => problems.length > 0);
    expect(told.problems).toMatchObject([{ message: expect.stringContaining('Not checked') }]);
    close(client, uri);
    expect((await status(client, ({ problems }) => problems.length === 0)).problems).toEqual([]);
  });
});

describe('two configurations', () => {
  const config = (value: object) => parseConfig(value, rules as readonly ListedRule[]).config;

  test('the first says what is selected', () => {
    const first = config({ select: ['asyncio'], ignore: ['language'] });
    const second = config({ select: ['ALL'], ignore: ['asyncio'], severity: { asyncio: 'off', locks: 'hint' } });
    expect(mergeConfigs(first, second)).toEqual({
      select: ['asyncio'],
      ignore: ['language'],
      severity: { locks: 'hint' },
      exclude: [],
      environment: {},
    });
  });

  test('otherwise both say what is ignored and excluded', () => {
    const first = config({ ignore: ['language'], severity: { asyncio: 'error' }, exclude: ['a'] });
    const second = config({
      select: ['ALL'],
      ignore: ['locks'],
      severity: { asyncio: 'off', ALL: 'hint' },
      exclude: ['b'],
    });
    expect(mergeConfigs(first, second)).toEqual({
      select: ['ALL'],
      ignore: ['language', 'locks'],
      severity: { ALL: 'hint', asyncio: 'error' },
      exclude: ['a', 'b'],
      environment: {},
    });
  });

  test('of how code runs, the first says what it says; both name functions', () => {
    const first = config({ 'target-python': '3.10', 'threaded-servers': false, blocking: ['a.b', 'a.c'] });
    const second = config({
      'target-python': '3.13',
      'free-threaded': true,
      blocking: ['a.c'],
      'not-blocking': ['d.*'],
    });
    expect(mergeConfigs(first, second).environment).toEqual({
      targetPython: [3, 10],
      freeThreaded: true,
      threadedServers: false,
      blocking: ['a.b', 'a.c'],
      notBlocking: ['d.*'],
    });
  });

  test('an editor calls keys otherwise, and what it sends for what is not set says nothing', () => {
    const environmentOf = (settings: unknown) => readSettings(settings, rules).config.environment;
    const unset = { targetPython: '', freeThreaded: false, assumeConcurrent: false, threadedServers: true };
    expect(environmentOf(unset)).toEqual({});
    expect(environmentOf({ ...unset, blocking: null })).toEqual({});
    const set = { targetPython: '3.9', freeThreaded: true, assumeConcurrent: ['jobs'], threadedServers: false };
    expect(environmentOf(set)).toEqual({ ...set, targetPython: [3, 9] });
    expect(environmentOf({ 'target-python': '3.9', threadEntryPoints: ['jobs.run'] })).toEqual({
      targetPython: [3, 9],
      threadEntryPoints: ['jobs.run'],
    });
    expect(readSettings({ targetPython: 3.1 }, rules).problems).toEqual([
      { setting: 'interleave.targetPython', message: expect.stringContaining('such as "3.11", found 3.1') },
    ]);
  });

  test('nothing leaves the other as it is', () => {
    const other = config({ select: ['ALL'], ignore: ['locks'], severity: { ALL: 'off' }, exclude: ['b'] });
    expect(mergeConfigs(DEFAULT_CONFIG, other)).toEqual(other);
    expect(mergeConfigs(other, DEFAULT_CONFIG)).toEqual(other);
    expect(readSettings(undefined, rules).config).toEqual(DEFAULT_CONFIG);
  });
});

test('blocking calls are found as everywhere', async () => {
  const client = await startClient();
  expect(await rulesFound(client, 'untitled:1', BLOCKING)).toEqual(['blocking-call-in-async']);
});
