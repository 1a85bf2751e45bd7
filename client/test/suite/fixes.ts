/** Quick fixes, suppressions, and what is fixed when a file is saved. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  commands,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { eventually, expectFindings, findings, showNew } from './editor.ts';

const BASKET = `def add(item, basket=[]):
    basket.append(item)
    return basket
`;

describe('fixes', () => {
  it('offer a fix that makes the finding go', async () => {
    const { document } = await showNew('fix.py', BASKET);
    await expectFindings(document.uri, ['1 mutable-default-argument']);
    const actions = await actionsAtFinding(document);
    const fix = actions.find(({ title, edit }) => edit !== undefined && /list in the body/i.test(title));
    ok(fix, titles(actions));
    // It is unsafe, so nothing may choose it for the user.
    ok(!fix.isPreferred);
    await apply(fix);
    equal(document.lineAt(0).text, 'def add(item, basket=None):');
    match(document.getText(), /if basket is None:\n {8}basket = \[\]/);
    await expectFindings(document.uri, []);
  });

  it('offer to suppress the finding with a reason', async () => {
    const { document } = await showNew('suppress.py', BASKET);
    await expectFindings(document.uri, ['1 mutable-default-argument']);
    const actions = await actionsAtFinding(document);
    const suppress = actions.find(({ title }) => /suppress|ignore/i.test(title));
    ok(suppress, titles(actions));
    ok(!suppress.isPreferred);
    await apply(suppress);
    match(document.getText(), /# interleave: ignore\[mutable-default-argument\]/);
    await expectFindings(document.uri, []);
  });

  it('offer to open the page of the rule', async () => {
    const { document } = await showNew('explain.py', BASKET);
    await expectFindings(document.uri, ['1 mutable-default-argument']);
    const actions = await actionsAtFinding(document);
    const explain = actions.find(({ title }) => /explain/i.test(title));
    ok(explain?.command, titles(actions));
    await commands.executeCommand(explain.command.command, ...(explain.command.arguments ?? []));
    await eventually(() => equal(window.tabGroups.activeTabGroup.activeTab?.label, 'mutable-default-argument.md'));
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('make the safe ones on save, and leave the others', async () => {
    const settings = workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { 'source.fixAll.interleave': 'explicit' }, ConfigurationTarget.Global);
    try {
      const text = `${BASKET}\n\nx = 1  # interleave: ignore[unlocked-shared-global] counted by one thread\n`;
      const { document } = await showNew('fix-all.py', text);
      await expectFindings(document.uri, ['1 mutable-default-argument', '6 unused-suppression']);
      await eventually(async () => {
        // A save without a change runs no code actions.
        await commands.executeCommand('type', { text: ' ' });
        ok(await document.save());
        match(document.getText(), /^x = 1\s*$/m);
      });
      match(document.getText(), /basket=\[\]/);
      await expectFindings(document.uri, ['1 mutable-default-argument']);
    } finally {
      await settings.update('codeActionsOnSave', undefined, ConfigurationTarget.Global);
    }
  });
});

async function actionsAtFinding(document: TextDocument): Promise<CodeAction[]> {
  const [finding] = findings(document.uri);
  ok(finding);
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    CodeActionKind.QuickFix.value,
  );
}

async function apply({ edit, command }: CodeAction): Promise<void> {
  ok(edit);
  ok(await workspace.applyEdit(edit));
  deepEqual(command, undefined);
}

function titles(actions: readonly CodeAction[]): string {
  return `offered: ${actions.map(({ title }) => title).join(' | ')}`;
}
