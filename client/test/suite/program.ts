/** What is found in one file rests on the others, whether they are open or not. */
import { equal, match, ok } from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  type Hover,
  type InlayHint,
  type MarkdownString,
  Range,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { eventually, expectFindings, findings, inWorkspace, replaceAll, show } from './editor.ts';

const APP = `import asyncio
from helpers import fetch


async def main():
    fetch()


asyncio.run(main())
`;
const BLOCKING = `import time


def fetch():
    time.sleep(1)
`;
const QUICK = `def fetch():
    return 1
`;
const FOUND = ['6 blocking-call-in-async'];

describe('a program of several files', () => {
  let folder: string;
  let app: Uri;
  let helpers: Uri;

  beforeEach(async () => {
    folder = `program-${Date.now()}`;
    app = inWorkspace(`${folder}/app.py`);
    helpers = inWorkspace(`${folder}/helpers.py`);
    await write(helpers, QUICK);
    await write(app, APP);
    await show(app);
    await expectFindings(app, []);
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  it('follows a file that is changed on disk, removed and made again', async () => {
    await write(helpers, BLOCKING);
    await expectFindings(app, FOUND);
    await write(helpers, QUICK);
    await expectFindings(app, []);
    await write(helpers, BLOCKING);
    await expectFindings(app, FOUND);
    await workspace.fs.delete(helpers);
    await expectFindings(app, []);
    await write(helpers, BLOCKING);
    await expectFindings(app, FOUND);
  });

  it('follows a folder that is renamed, and back', async () => {
    const [shelf, desk] = ['shelf', 'desk'].map((name) => inWorkspace(`${folder}/${name}`)) as [Uri, Uri];
    await write(inWorkspace(`${folder}/shelf/helpers.py`), BLOCKING);
    const { document } = await show(app);
    await replaceAll(document, APP.replace('from helpers', 'from shelf.helpers'));
    await expectFindings(app, FOUND);
    await workspace.fs.rename(shelf, desk);
    await expectFindings(app, []);
    await workspace.fs.rename(desk, shelf);
    await expectFindings(app, FOUND);
    await workspace.fs.delete(shelf, { recursive: true });
    await expectFindings(app, []);
    await document.save();
  });

  it('follows a document that is open and typed in, without saving', async () => {
    const { document } = await show(helpers);
    await show(app);
    await replaceAll(document, BLOCKING);
    await expectFindings(app, FOUND);
    const [finding] = findings(app);
    const place = finding?.relatedInformation?.find(({ location }) => location.uri.path === helpers.path);
    equal(place?.location.range.start.line, 4);
    await replaceAll(document, `# One line more\n${BLOCKING}`);
    await eventually(() => {
      const [now] = findings(app);
      const moved = now?.relatedInformation?.find(({ location }) => location.uri.path === helpers.path);
      equal(moved?.location.range.start.line, 5);
    });
    await replaceAll(document, QUICK);
    await expectFindings(app, []);
    await document.save();
  });

  it('says in the hover where a function runs, and links to it', async () => {
    const { document } = await show(helpers);
    await eventually(async () => {
      const text = await hoverText(document, 'fetch');
      match(text, /\*\*Runs on:\*\* event loop, from `main\(\)` \[app\.py:5\]\(file:\/\/.*app\.py#L5,1\)/);
    });
  });

  it('shows where functions run above and behind them, once that is switched on', async () => {
    const { document } = await show(helpers);
    const settings = workspace.getConfiguration('interleave');
    await settings.update('contexts.codeLens', true);
    await settings.update('contexts.inlayHints', true);
    try {
      await eventually(async () => {
        const { lenses, hints } = await shownIn(document);
        ok(lenses.includes('Runs on: event loop'), lenses.join('; '));
        ok(hints.includes('event loop'), hints.join('; '));
      });
    } finally {
      await settings.update('contexts.codeLens', undefined);
      await settings.update('contexts.inlayHints', undefined);
    }
  });
});

async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function hoverText({ uri, getText, positionAt }: TextDocument, name: string): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    positionAt(getText().indexOf(name)),
  );
  return hovers.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value)).join('\n');
}

/** The texts above and behind lines. */
async function shownIn({ uri, lineCount }: TextDocument) {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  const range = new Range(0, 0, lineCount, 0);
  const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', uri, range);
  return {
    lenses: lenses.map(({ command }) => command?.title ?? ''),
    hints: hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''))),
  };
}
