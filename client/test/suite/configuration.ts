/** Settings and `pyproject.toml` count at once, in the same server. */
import { equal, match, ok } from 'node:assert/strict';
import { ConfigurationTarget, commands, DiagnosticSeverity, Uri, window, workspace } from 'vscode';
import { api, eventually, expectFindings, findings, inWorkspace, show, showNew } from './editor.ts';

const TEXT = 'def add(item, basket=[]):\n    basket.append(item)\n    return basket\n';
const FOUND = ['1 mutable-default-argument'];

describe('configuration', () => {
  let before: number | undefined;
  let uri: Uri;

  beforeEach(async () => {
    const name = `configured/${Date.now()}/basket.py`;
    await showNew(name, TEXT);
    uri = inWorkspace(name);
    await expectFindings(uri, FOUND);
    before = (await api()).server.processId();
    ok(before);
  });

  afterEach(async () => {
    equal((await api()).server.processId(), before, 'the server is the same one');
  });

  it('of severities in the settings', () =>
    withSetting('severity', { language: 'error' }, async () => {
      await eventually(() => equal(findings(uri)[0]?.severity, DiagnosticSeverity.Error));
    }));

  it('of ignored rules in the settings', () =>
    withSetting('ignore', ['mutable-default-argument'], () => expectFindings(uri, [])));

  it('of selected rules in the settings', () => withSetting('select', ['asyncio'], () => expectFindings(uri, [])));

  it('of excluded files in the settings', () =>
    withSetting('exclude', ['configured/**'], () => expectFindings(uri, [])));

  it('that switches the checks off and on', async () => {
    await withSetting('enable', false, () => expectFindings(uri, []));
    await expectFindings(uri, FOUND);
  });

  it('in pyproject.toml, as soon as it is written, and before the settings', async () => {
    const project = Uri.joinPath(uri, '../pyproject.toml');
    await write(project, '[tool.interleave]\nignore = ["language"]\n');
    await expectFindings(uri, []);
    await withSetting('configurationPreference', 'editorFirst', () =>
      withSetting('select', ['language'], () => expectFindings(uri, FOUND)),
    );
    await write(project, '[tool.interleave]\nseverity = { language = "info" }\n');
    await eventually(() => equal(findings(uri)[0]?.severity, DiagnosticSeverity.Information));
    await workspace.fs.delete(project);
    await eventually(() => equal(findings(uri)[0]?.severity, DiagnosticSeverity.Warning));
  });

  it('that is wrong, and says so in the status', async () => {
    const { server } = await api();
    const project = Uri.joinPath(uri, '../pyproject.toml');
    await write(project, '[tool.interleave]\nignore = ["no-such-rule"]\n');
    await eventually(() => match(JSON.stringify(server.status()?.problems), /no-such-rule/));
    await workspace.fs.delete(project);
    await eventually(() => equal(server.status()?.problems.length, 0));
  });

  it('opens where it is written', async () => {
    await show(inWorkspace('visits.py'));
    await commands.executeCommand('interleave.openConfiguration');
    const editor = window.activeTextEditor;
    equal(editor?.document.uri.toString(), inWorkspace('pyproject.toml').toString());
    match(editor.document.lineAt(editor.selection.active.line).text, /^\[tool\.interleave\]/);
  });
});

async function withSetting(key: string, value: unknown, act: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration('interleave');
  await settings.update(key, value, ConfigurationTarget.Workspace);
  try {
    await act();
  } finally {
    await settings.update(key, undefined, ConfigurationTarget.Workspace);
  }
}

async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
