/** The extension's entry point: starts the language server once there is Python, and offers the commands. */
import { commands, type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { explainRule } from './explain-rule.ts';
import { createServerConnection, isChecked, type ServerConnection } from './language-server.ts';
import { openConfiguration } from './open-configuration.ts';
import { decorateOtherAccess, goToOtherAccess } from './other-access.ts';
import { openPage, registerPages } from './pages.ts';
import { registerCommands } from './register-commands.ts';
import { createSharedStateView } from './shared-state-view.ts';
import { createStatusItem } from './status-item.ts';

/** What the extension's own tests ask it. */
export interface Interleave {
  readonly server: Pick<ServerConnection, 'isRunning' | 'processId' | 'status'>;
  readonly shownStatus: () => string;
  readonly shownSharedState: () => readonly string[];
}

export function activate(context: ExtensionContext): Interleave {
  const output = window.createOutputChannel('Interleave', { log: true });
  const item = createStatusItem();
  const server = createServerConnection({
    ...{ context, output, onStatus: item.show },
    onSharedStateChanged: () => sharedState.refresh(),
  });
  const sharedState = createSharedStateView({
    ...{ server, memory: context.workspaceState },
    onFailure: (error) => output.error(error instanceof Error ? error : String(error)),
  });

  const startForPython = (document: TextDocument): void => {
    if (!isChecked(document)) return;
    awaitingPython.dispose();
    void commands.executeCommand('setContext', 'interleave.isAwake', true);
    void server.start();
  };
  const awaitingPython = workspace.onDidOpenTextDocument(startForPython);

  context.subscriptions.push(
    output,
    item,
    server,
    sharedState,
    awaitingPython,
    registerPages(context),
    decorateOtherAccess(),
    ...registerCommands(output, {
      'interleave.restart': () => server.restart(),
      'interleave.showOutput': () => output.show(true),
      'interleave.explainRule': (page) => explainRule(context, page),
      'interleave.goToOtherAccess': () => goToOtherAccess(),
      'interleave.openConfiguration': () => openConfiguration(),
      'interleave.sharedState.refresh': () => sharedState.refresh(),
      'interleave.sharedState.groupByRisk': () => sharedState.groupBy('risk'),
      'interleave.sharedState.groupByFile': () => sharedState.groupBy('file'),
      'interleave.openPage': (page) => openPage(page),
    }),
  );
  workspace.textDocuments.forEach(startForPython);
  return { server, shownStatus: item.text, shownSharedState: sharedState.text };
}
