/** The pages of rules and theory open in the Markdown preview, without a network. */
import { equal, ok, rejects } from 'node:assert/strict';
import { commands, TabInputCustom, Uri, window, workspace } from 'vscode';
import { eventually, expectFindings, findings, inWorkspace, show } from './editor.ts';

const PREVIEW = 'vscode.markdown.preview.editor';

describe('pages', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeActiveEditor'));

  it('open with the command that explains a rule', async () => {
    await commands.executeCommand('interleave.explainRule', 'shared-state/unlocked-shared-global');
    await expectPage('interleave-page:/shared-state/unlocked-shared-global.md');
  });

  it('open from the links of a hover', async () => {
    await commands.executeCommand('interleave.openPage', 'theory/gil');
    await expectPage('interleave-page:/theory/gil.md');
  });

  it("open from a finding's code", async () => {
    const uri = inWorkspace('visits.py');
    await show(uri);
    await expectFindings(uri, ['11 unlocked-shared-global', '12 unlocked-shared-global', '22 cpu-bound-threads']);
    const code = findings(uri)[0]?.code;
    ok(typeof code === 'object');
    await commands.executeCommand('vscode.open', code.target);
    await expectPage('interleave-page:/shared-state/unlocked-shared-global.md');
  });

  it('exist for every link from one page to another, and for every picture', async () => {
    const folder = (uri: Uri) => workspace.fs.readDirectory(uri);
    const root = Uri.parse('interleave-page:/');
    let links = 0;
    for (const [family] of await folder(root)) {
      for (const [name] of await folder(Uri.joinPath(root, family))) {
        if (!name.endsWith('.md')) continue;
        const page = Uri.joinPath(root, family, name);
        const text = new TextDecoder().decode(await workspace.fs.readFile(page));
        for (const [, target] of text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
          if (target === undefined || /^\w+:/.test(target)) continue;
          await workspace.fs.stat(Uri.joinPath(page, '..', target));
          links++;
        }
      }
    }
    ok(links > 10);
  });

  it('are read-only, and no way out of their folder', async () => {
    const page = Uri.parse('interleave-page:/theory/gil.md');
    equal(workspace.fs.isWritableFileSystem('interleave-page'), false);
    await rejects(async () => workspace.fs.writeFile(page, new Uint8Array()));
    await rejects(async () => workspace.fs.readFile(page.with({ path: '/../client.cjs' })));
    await rejects(async () => workspace.fs.readFile(page.with({ path: '/theory/../../client.cjs' })));
  });

  it('of any other name do not open, and the user is told', async () => {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).length;
    for (const page of ['theory/no-such-page', '../client.cjs', 'theory', { theory: 'gil' }]) {
      await commands.executeCommand('interleave.openPage', page);
    }
    equal(window.tabGroups.all.flatMap((group) => group.tabs).length, tabs);
    await commands.executeCommand('notifications.clearAll');
    await show(inWorkspace('visits.py'));
  });
});

function expectPage(uri: string): Promise<void> {
  return eventually(() => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    ok(input instanceof TabInputCustom, 'the active tab is a custom editor');
    equal(input.viewType, PREVIEW);
    equal(input.uri.toString(), uri);
  });
}
