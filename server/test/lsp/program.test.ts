/** The workspace as one program: what is found in a file rests on the others, as they are open or on disk. */
import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { change, close, diagnosticsOf, findingsOf, named, open } from './documents.ts';
import { buildServer, type LanguageClient, PLAIN, startClient } from './language-client.ts';
import { inFolder, type Project, project } from './project.ts';

buildServer();

const HELPERS = `hits = 0


def handle():
    global hits
    hits += 1
`;
const FOUND = ['6:unlocked-shared-global'];

/** Makes what `HELPERS` does a race. */
const APP = `import threading
from helpers import handle

for _ in range(4):
    threading.Thread(target=handle).start()
`;
const QUIET_APP = `from helpers import handle

handle()
`;

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

/** The client's word of what happened on disk. */
function watched(client: LanguageClient, ...changes: readonly (readonly [type: number, uri: string])[]): void {
  client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([type, uri]) => ({ uri, type })) });
}

function startIn(...projects: Project[]): Promise<LanguageClient> {
  return startClient({ params: inFolder(...projects) });
}

/** Ends when the folders were read, and gives the message that says so. */
async function indexed(client: LanguageClient): Promise<string> {
  const { message } = await client.next<{ message: string }>('window/logMessage', (log) =>
    /files were read in|files are read/.test(log.message),
  );
  return message;
}

async function eventually(client: LanguageClient, uri: string, expected: readonly string[]): Promise<void> {
  await expect.poll(() => findingsOf(client, uri), { timeout: 20_000, interval: 20 }).toEqual(expected);
}

const refreshes = ({ heard }: LanguageClient): number =>
  heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('how code runs', () => {
  const VIEWS = `from flask import Flask
from helpers import handle

app = Flask(__name__)


@app.route("/")
def index():
    handle()
    return ""
`;
  const ONE_BY_ONE = '[tool.interleave]\nthreaded-servers = false\n';

  test('is configured for files that are not open too, and a change counts at once', async () => {
    const shop = project({ 'helpers.py': HELPERS, 'views/app.py': VIEWS.replace('helpers', 'shop.helpers') });
    shop.write('shop/__init__.py', '');
    shop.write('shop/helpers.py', HELPERS);
    const uri = shop.uri('shop/helpers.py');
    const client = await startIn(shop);
    open(client, HELPERS, uri);
    await eventually(client, uri, FOUND);
    // What holds for the open document itself stays as it is.
    shop.write('views/pyproject.toml', ONE_BY_ONE);
    watched(client, [CREATED, shop.uri('views/pyproject.toml')]);
    await eventually(client, uri, []);
    shop.write('views/pyproject.toml', '[tool.interleave]\n');
    watched(client, [CHANGED, shop.uri('views/pyproject.toml')]);
    await eventually(client, uri, FOUND);
  });

  test('is a setting too', async () => {
    const shop = project({ 'helpers.py': HELPERS, 'app.py': VIEWS });
    let settings: unknown = { threadedServers: false };
    const client = await startClient({ params: inFolder(shop), settings: () => settings });
    open(client, HELPERS, shop.uri('helpers.py'));
    await indexed(client);
    expect(await findingsOf(client, shop.uri('helpers.py'))).toEqual([]);
    settings = { threadedServers: true };
    client.notify('workspace/didChangeConfiguration', {});
    await eventually(client, shop.uri('helpers.py'), FOUND);
    settings = { threadedServers: false };
    client.notify('workspace/didChangeConfiguration', {});
    await eventually(client, shop.uri('helpers.py'), []);
  });

  test('holds for what is edited', async () => {
    const shop = project({ 'pyproject.toml': '[tool.interleave]\nthread-entry-points = ["helpers.handle"]\n' });
    const client = await startIn(shop);
    open(client, HELPERS, shop.uri('helpers.py'));
    expect(await findingsOf(client, shop.uri('helpers.py'))).toEqual(FOUND);
    change(client, 2, HELPERS.replace('handle', 'other'), shop.uri('helpers.py'));
    expect(await findingsOf(client, shop.uri('helpers.py'))).toEqual([]);
    change(client, 3, HELPERS, shop.uri('helpers.py'));
    expect(await findingsOf(client, shop.uri('helpers.py'))).toEqual(FOUND);
  });
});

describe('files that are not open', () => {
  test('count for those that are, and the client is asked to show it', async () => {
    const shop = project({ 'helpers.py': HELPERS, 'app.py': APP });
    const client = await startIn(shop);
    open(client, HELPERS, shop.uri('helpers.py'));
    await eventually(client, shop.uri('helpers.py'), FOUND);
    expect(await indexed(client)).toMatch(/^The workspace's 2 Python files were read in \d+\.\d s\.$/);
  });

  test('stubs count where there is no code, and nothing is said of them until they are open', async () => {
    const stub =
      'import requests\n\ndef client() -> requests.Session: ...\n\ndef add(item, items=[]): items.append(item)\n';
    const text = 'import fast\n\nasync def main():\n    fast.client().get("https://shop.example")\n';
    const found = ['4:blocking-call-in-async'];
    const shop = project({ 'app.py': text, 'fast.pyi': stub });
    const client = await startIn(shop);
    open(client, text, shop.uri('app.py'));
    await eventually(client, shop.uri('app.py'), found);
    const code = shop.write('fast.py', 'def client():\n    return {}\n');
    watched(client, [CREATED, code]);
    await eventually(client, shop.uri('app.py'), []);
    shop.remove('fast.py');
    watched(client, [DELETED, code]);
    await eventually(client, shop.uri('app.py'), found);
    shop.write('fast.pyi', 'def client() -> dict: ...\n');
    watched(client, [CHANGED, shop.uri('fast.pyi')]);
    await eventually(client, shop.uri('app.py'), []);
    expect(await findingsOf(client, open(client, stub, shop.uri('fast.pyi')))).toEqual(['5:mutable-default-argument']);
    await eventually(client, shop.uri('app.py'), found);
  });

  test('what is known without them is said at once, and again when they are read', async () => {
    const shop = project({ 'app.py': APP });
    const uri = shop.uri('helpers.py');
    const client = await startIn(shop);
    await indexed(client);
    open(client, QUIET_APP, shop.uri('app.py'));
    open(client, HELPERS, uri);
    expect(await findingsOf(client, uri)).toEqual([]);
    close(client, shop.uri('app.py'));
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, uri)).toEqual(FOUND);
  });

  test('are places that findings point at', async () => {
    const shop = project({ 'helpers.py': HELPERS, 'app.py': `# Naïve 🐍\r\n${APP}` });
    const client = await startIn(shop);
    await indexed(client);
    open(client, HELPERS, shop.uri('helpers.py'));
    const [diagnostic] = await diagnosticsOf(client, shop.uri('helpers.py'));
    expect(diagnostic?.relatedInformation?.map(({ location }) => location)).toContainEqual({
      uri: shop.uri('app.py'),
      range: { start: { line: 5, character: 4 }, end: { line: 5, character: 43 } },
    });
  });

  test('in packages, below src and in a folder beside are found', async () => {
    const shop = project({
      'pyproject.toml': '',
      'src/shop/__init__.py': '',
      'src/shop/helpers.py': HELPERS,
      'scripts/run.py': APP.replace('from helpers', 'from shop.helpers'),
    });
    const client = await startIn(shop);
    await indexed(client);
    open(client, HELPERS, shop.uri('src/shop/helpers.py'));
    expect(await findingsOf(client, shop.uri('src/shop/helpers.py'))).toEqual(FOUND);
  });
});

describe('an edit of one document', () => {
  test('shows in another, with its places as they are then', async () => {
    const shop = project();
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    const client = await startIn(shop);
    open(client, QUIET_APP, app);
    open(client, HELPERS, helpers);
    expect(await findingsOf(client, app)).toEqual([]);
    expect(await findingsOf(client, helpers)).toEqual([]);
    change(client, 2, APP, app);
    await client.next('workspace/diagnostic/refresh');
    const lines = async (): Promise<number[] | undefined> =>
      (await diagnosticsOf(client, helpers))[0]?.relatedInformation
        ?.filter(({ location }) => location.uri === app)
        .map(({ location }) => location.range.start.line);
    expect(await lines()).toEqual([4]);
    // The place moves although nothing else is different.
    const top = { line: 0, character: 0 };
    change(client, 3, '# First line\n', app, { start: top, end: top });
    await client.next('workspace/diagnostic/refresh');
    expect(await lines()).toEqual([5]);
    change(client, 4, QUIET_APP, app);
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, helpers)).toEqual([]);
  });

  test('that makes no difference to others has nothing shown again', async () => {
    const shop = project({ 'app.py': APP });
    const helpers = shop.uri('helpers.py');
    const client = await startIn(shop);
    await indexed(client);
    open(client, HELPERS, helpers);
    open(client, QUIET_APP, shop.uri('other.py'));
    expect(await findingsOf(client, helpers)).toEqual(FOUND);
    await pause(500);
    const before = refreshes(client);
    for (let version = 2; version < 12; version++) {
      change(client, version, `${QUIET_APP}\nprint(${version})\n`, shop.uri('other.py'));
      await findingsOf(client, shop.uri('other.py'));
    }
    await pause(500);
    expect(refreshes(client)).toBe(before);
    expect(await findingsOf(client, helpers)).toEqual(FOUND);
  });

  test('is published in others for a client that does not ask', async () => {
    const shop = project();
    const client = await startClient({ params: { ...inFolder(shop), capabilities: PLAIN } });
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    const published = (uri: string, expected: readonly string[]) =>
      client.next<PublishDiagnosticsParams>(
        'textDocument/publishDiagnostics',
        ({ uri: of, diagnostics }) => of === uri && JSON.stringify(named(diagnostics)) === JSON.stringify(expected),
      );
    open(client, QUIET_APP, app);
    open(client, HELPERS, helpers);
    await published(helpers, []);
    change(client, 2, APP, app);
    await published(helpers, FOUND);
    change(client, 3, QUIET_APP, app);
    await published(helpers, []);
  });

  test('makes and mends what another one calls', async () => {
    const shop = project();
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    const client = await startIn(shop);
    open(client, 'from helpers import fetch\n\nasync def main():\n    fetch()\n', app);
    open(client, 'def fetch():\n    return 1\n', helpers);
    expect(await findingsOf(client, app)).toEqual([]);
    change(client, 2, 'import time\n\ndef fetch():\n    time.sleep(1)\n', helpers);
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, app)).toEqual(['4:blocking-call-in-async']);
    change(client, 3, 'def fetch():\n    return 1\n', helpers);
    await client.next('workspace/diagnostic/refresh');
    expect(await findingsOf(client, app)).toEqual([]);
  });

  test('is of use to a notebook, whose cells import it', async () => {
    const shop = project();
    const client = await startIn(shop);
    const cell = `vscode-notebook-cell:${shop.uri('notes.ipynb').slice('file:'.length)}#W0`;
    client.notify('notebookDocument/didOpen', {
      notebookDocument: {
        uri: shop.uri('notes.ipynb'),
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: [{ kind: 2, document: cell }],
      },
      cellTextDocuments: [
        { uri: cell, languageId: 'python', version: 1, text: 'from helpers import fetch\n\nawait fetch()\n' },
      ],
    });
    open(client, 'import time\n\nasync def fetch():\n    time.sleep(1)\n', shop.uri('helpers.py'));
    expect(await findingsOf(client, shop.uri('helpers.py'))).toEqual(['4:blocking-call-in-async']);
    expect(await findingsOf(client, cell)).toEqual([]);
  });

  test('shows in another URI of the same file only what is in that', async () => {
    const shop = project();
    const client = await startIn(shop);
    const [one, other] = [shop.uri('jobs.py'), shop.uri('%6Aobs.py')];
    open(client, 'def add(item, basket=[]):\n    basket.append(item)\n', one);
    open(client, '', other);
    expect(await findingsOf(client, one)).toEqual(['1:mutable-default-argument']);
    expect(await findingsOf(client, other)).toEqual([]);
  });

  test('counts instead of what is on disk until the document is closed', async () => {
    const shop = project({ 'app.py': APP });
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    const client = await startIn(shop);
    await indexed(client);
    open(client, HELPERS, helpers);
    open(client, QUIET_APP, app);
    expect(await findingsOf(client, helpers)).toEqual([]);
    // Something else writes the file: the user still sees the old text.
    shop.write('app.py', `# Written by another program\n${APP}`);
    watched(client, [CHANGED, app]);
    await pause(500);
    expect(await findingsOf(client, helpers)).toEqual([]);
    close(client, app);
    await eventually(client, helpers, FOUND);
  });

  test('is saved and closed at once', async () => {
    const shop = project({ 'app.py': QUIET_APP });
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    const client = await startIn(shop);
    await indexed(client);
    open(client, HELPERS, helpers);
    open(client, QUIET_APP, app);
    change(client, 2, APP, app);
    expect(await findingsOf(client, helpers)).toEqual(FOUND);
    shop.write('app.py', APP);
    client.notify('textDocument/didSave', { textDocument: { uri: app } });
    close(client, app);
    await eventually(client, helpers, FOUND);
  });
});

describe('what happens on disk', () => {
  async function watchedProject(files: Readonly<Record<string, string>> = {}) {
    const shop = project(files);
    const client = await startIn(shop);
    await indexed(client);
    const helpers = shop.uri('helpers.py');
    open(client, HELPERS, helpers);
    const shows = (expected: readonly string[]): Promise<void> => eventually(client, helpers, expected);
    await shows(files['app.py'] === APP ? FOUND : []);
    return { shop, client, shows };
  }

  test('a file is made, changed, renamed and removed', async () => {
    const { shop, client, shows } = await watchedProject();
    watched(client, [CREATED, shop.write('app.py', APP)]);
    await shows(FOUND);
    watched(client, [CHANGED, shop.write('app.py', QUIET_APP)]);
    await shows([]);
    watched(client, [CHANGED, shop.write('app.py', APP)]);
    await shows(FOUND);
    renameSync(join(shop.root, 'app.py'), join(shop.root, 'app.txt'));
    watched(client, [DELETED, shop.uri('app.py')], [CREATED, shop.uri('app.txt')]);
    await shows([]);
    renameSync(join(shop.root, 'app.txt'), join(shop.root, 'main.py'));
    watched(client, [DELETED, shop.uri('app.txt')], [CREATED, shop.uri('main.py')]);
    await shows(FOUND);
    shop.remove('main.py');
    watched(client, [DELETED, shop.uri('main.py')]);
    await shows([]);
  });

  test('a folder is moved in and removed, with one event for all that is in it', async () => {
    const { shop, client, shows } = await watchedProject();
    const beside = project({ 'tools/deep/run.py': APP });
    renameSync(join(beside.root, 'tools'), join(shop.root, 'tools'));
    watched(client, [CREATED, shop.uri('tools')]);
    await shows(FOUND);
    shop.remove('tools');
    watched(client, [DELETED, shop.uri('tools')]);
    await shows([]);
  });

  test('500 files come at once, and go', async () => {
    const { shop, client, shows } = await watchedProject();
    const uris = Array.from({ length: 500 }, (_, at) =>
      shop.write(`jobs/job_${at}.py`, at === 250 ? APP : `def job_${at}():\n    return ${at}\n`),
    );
    for (const uri of uris) watched(client, [CREATED, uri]);
    await shows(FOUND);
    expect(client.left('window/logMessage')).toHaveLength(1);
    shop.remove('jobs');
    watched(client, ...uris.map((uri) => [DELETED, uri] as const));
    await shows([]);
  });

  test('a file that could not be read can be now', async () => {
    const { shop, client, shows } = await watchedProject();
    watched(client, [CREATED, shop.write('app.py', `${APP}\0`)]);
    const { message } = await client.next<{ message: string }>('window/logMessage', (log) =>
      log.message.includes('Not'),
    );
    expect(message).toMatch(/^Not read[^\n]*\napp\.py: Not checked: the file has a NUL byte here/);
    watched(client, [CHANGED, shop.write('app.py', APP)]);
    await shows(FOUND);
  });

  test('events about what is not Python, not there or no file change nothing', async () => {
    const { shop, client, shows } = await watchedProject({ 'app.py': APP });
    watched(
      client,
      [CREATED, shop.write('notes.md', '#')],
      [CREATED, shop.uri('nowhere.py')],
      [DELETED, shop.uri('never-was')],
      [CHANGED, shop.write('.venv/app.py', QUIET_APP)],
      [CHANGED, 'untitled:x.py'],
      [CHANGED, 'file:///%zz'],
      [7, shop.uri('app.py')],
    );
    await pause(300);
    await shows(FOUND);
  });

  test('a client that watches nothing says when a file is saved', async () => {
    const shop = project({ 'app.py': QUIET_APP });
    const client = await startClient({
      params: { ...inFolder(shop), capabilities: { textDocument: { diagnostic: {} } } },
    });
    await indexed(client);
    const [app, helpers] = [shop.uri('app.py'), shop.uri('helpers.py')];
    open(client, HELPERS, helpers);
    for (const [text, expected] of [
      [APP, FOUND],
      [QUIET_APP, []],
    ] as const) {
      open(client, text, app);
      shop.write('app.py', text);
      client.notify('textDocument/didSave', { textDocument: { uri: app } });
      close(client, app);
      await pause(300);
      await eventually(client, helpers, expected);
    }
  });
});

describe('what belongs to the program', () => {
  test('not what is ignored, excluded or in an environment', async () => {
    const shop = project({
      '.git/HEAD': '',
      '.gitignore': 'ignored.py\n',
      'pyproject.toml': '[tool.interleave]\nexclude = ["excluded"]\n',
      'ignored.py': APP,
      'excluded/app.py': APP,
      '.venv/lib/app.py': APP,
      'env/pyvenv.cfg': '',
      'env/app.py': APP,
    });
    const helpers = shop.uri('helpers.py');
    const client = await startIn(shop);
    expect(await indexed(client)).toContain(' 0 Python files');
    open(client, HELPERS, helpers);
    expect(await findingsOf(client, helpers)).toEqual([]);

    shop.write('.gitignore', '');
    watched(client, [CHANGED, shop.uri('.gitignore')]);
    await eventually(client, helpers, FOUND);
    shop.write('pyproject.toml', '[tool.interleave]\nexclude = ["ignored.py"]\n');
    watched(client, [CHANGED, shop.uri('pyproject.toml')]);
    await pause(300);
    await eventually(client, helpers, FOUND);
    shop.write('pyproject.toml', '[tool.interleave]\nexclude = ["ignored.py", "excluded"]\n');
    watched(client, [CHANGED, shop.uri('pyproject.toml')]);
    await eventually(client, helpers, []);
  });

  test('what the settings say now', async () => {
    const shop = project({ 'app.py': APP });
    const client = await startIn(shop);
    await indexed(client);
    const helpers = shop.uri('helpers.py');
    open(client, HELPERS, helpers);
    expect(await findingsOf(client, helpers)).toEqual(FOUND);
    client.answer('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => ({ exclude: ['app.py'] })),
    );
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await eventually(client, helpers, []);
    client.answer('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await eventually(client, helpers, FOUND);
  });

  test('every workspace folder, as it is added and removed', async () => {
    const [shop, tools] = [project(), project({ 'app.py': APP })];
    const client = await startIn(shop);
    await indexed(client);
    const helpers = shop.uri('helpers.py');
    open(client, HELPERS, helpers);
    expect(await findingsOf(client, helpers)).toEqual([]);
    const event = (added: readonly Project[], removed: readonly Project[]): void =>
      client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: added.map(({ folder }) => folder), removed: removed.map(({ folder }) => folder) },
      });
    event([tools], []);
    await eventually(client, helpers, FOUND);
    event([], [tools]);
    await eventually(client, helpers, []);
  });

  test('a folder inside another one once', async () => {
    const shop = project({ 'inner/app.py': APP, 'other.py': '' });
    const inner = { ...shop, folder: { uri: shop.uri('inner'), name: 'inner' } };
    const client = await startIn(shop, inner, shop);
    expect(await indexed(client)).toContain(' 2 Python files');
  });

  test('no folder that is not there or is no file', async () => {
    const shop = project();
    const folders = ['gone', 'gone/deeper'].map((name) => ({ uri: shop.uri(name), name }));
    const virtual = { uri: 'vscode-vfs://github/user/project', name: 'virtual' };
    const client = await startClient({ params: { workspaceFolders: [...folders, virtual] } });
    expect(await indexed(client)).toContain(' 0 Python files');
    open(client, HELPERS, 'vscode-vfs://github/user/project/helpers.py');
    expect(await findingsOf(client, 'vscode-vfs://github/user/project/helpers.py')).toEqual([]);
  });

  test('documents in no folder are each alone', async () => {
    const shop = project({ 'helpers.py': HELPERS, 'app.py': APP });
    const client = await startClient();
    open(client, APP, shop.uri('app.py'));
    open(client, HELPERS, shop.uri('helpers.py'));
    open(client, HELPERS, 'untitled:helpers.py');
    await pause(300);
    for (const uri of [shop.uri('helpers.py'), 'untitled:helpers.py', shop.uri('app.py')]) {
      expect(await findingsOf(client, uri)).toEqual([]);
    }
  });
});

test('files that cannot be read or parsed keep no others from being read', async () => {
  const shop = project({ 'app.py': APP, 'broken.py': 'def (:\n  class\n\t)', 'encoded.py': '# coding: klingon\n' });
  const file = (name: string): string => join(shop.root, name);
  writeFileSync(file('huge.py'), 'x = 1\n'.repeat(3_000_000));
  symlinkSync(shop.root, file('loop'));
  symlinkSync('round.py', file('round.py'));
  symlinkSync('nowhere', file('dangling.py'));
  mkdirSync(file('folder.py'));
  writeFileSync(file('secret.py'), 'x = 1\n');
  chmodSync(file('secret.py'), 0);
  const client = await startIn(shop);
  open(client, HELPERS, shop.uri('helpers.py'));
  const { message } = await client.next<{ message: string }>('window/logMessage', (log) => log.message.includes('Not'));
  for (const name of ['encoded.py', 'huge.py', 'round.py', 'dangling.py'])
    expect(message).toContain(`\n${name}: Not checked`);
  await eventually(client, shop.uri('helpers.py'), FOUND);
});
