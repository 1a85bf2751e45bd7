/** The view "Shared State": what threads share and how risky that is. It asks the server only while it is in sight. */
import {
  CancellationTokenSource,
  commands,
  type Disposable,
  EventEmitter,
  type Memento,
  type TreeDataProvider,
  window,
} from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import type { ServerConnection } from './language-server.ts';
import {
  childrenOf,
  type Grouping,
  groupsOf,
  type Item,
  type SharedState,
  type SharedStateAnswer,
  treeItemOf,
} from './shared-state-items.ts';

export interface SharedStateView extends Disposable {
  /** What is shown may be different now: asks at once if it is in sight, else when it comes into sight. */
  refresh(): void;
  groupBy(grouping: Grouping): void;
  /** The tree as text, a line to an item. */
  text(): string[];
}

export interface SharedStateViewOptions {
  readonly server: Pick<ServerConnection, 'request'>;
  /** Where the grouping is kept. */
  readonly memory: Memento;
  readonly onFailure: (error: unknown) => void;
}

const VIEW = 'interleave.sharedState';
/** In milliseconds: when edits took the program away from under the server. */
const RETRY = 1000;

export function createSharedStateView({ server, memory, onFailure }: SharedStateViewOptions): SharedStateView {
  const changes = new EventEmitter<undefined>();
  let states: readonly SharedState[] = [];
  let grouping: Grouping = memory.get(VIEW, 'risk');
  let isStale = true;
  let asking: CancellationTokenSource | undefined;
  let retry: NodeJS.Timeout | undefined;

  const provider: TreeDataProvider<Item> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: treeItemOf,
    getChildren: (item) => (item === undefined ? groupsOf(states, grouping) : childrenOf(item)),
  };
  const view = window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });

  async function ask(): Promise<void> {
    clearTimeout(retry);
    asking?.cancel();
    const own = new CancellationTokenSource();
    asking = own;
    isStale = false;
    try {
      const answer = await window.withProgress({ location: { viewId: VIEW } }, () =>
        server.request<SharedStateAnswer>('interleave/sharedState', {}, own.token),
      );
      if (own !== asking) return;
      // Without a server there is nothing to show; it is asked when it runs.
      if (answer === undefined) isStale = true;
      show(answer?.states ?? []);
      say(answer === undefined ? 'off' : states.length === 0 ? 'empty' : 'shown');
    } catch (error) {
      if (own !== asking) return;
      isStale = true;
      if (isOvertaken(error)) retry = setTimeout(refresh, RETRY);
      else {
        show([]);
        say('failed');
        onFailure(error);
      }
    } finally {
      if (own === asking) asking = undefined;
      own.dispose();
    }
  }

  function refresh(): void {
    isStale = true;
    if (view.visible) void ask();
  }

  function show(next: readonly SharedState[]): void {
    states = next;
    const counts = ['high', 'medium'].flatMap((risk) => {
      const count = states.filter((state) => state.risk === risk).length;
      return count === 0 ? [] : [`${count} ${risk}`];
    });
    view.description = counts.join(', ');
    changes.fire(undefined);
  }

  function groupBy(next: Grouping): void {
    grouping = next;
    void memory.update(VIEW, next);
    void commands.executeCommand('setContext', `${VIEW}.grouping`, next);
    changes.fire(undefined);
  }

  groupBy(grouping);
  say('off');
  const visibility = view.onDidChangeVisibility(({ visible }) => {
    if (visible && isStale) void ask();
    // Nobody waits for the answer any more.
    if (!visible) asking?.cancel();
  });
  return {
    refresh,
    groupBy,
    text: () => textOf(groupsOf(states, grouping), ''),
    dispose() {
      clearTimeout(retry);
      asking?.cancel();
      visibility.dispose();
      view.dispose();
      changes.dispose();
    },
  };
}

/** For the view's welcome text. */
function say(state: 'off' | 'empty' | 'shown' | 'failed'): void {
  void commands.executeCommand('setContext', `${VIEW}.is`, state);
}

function isOvertaken(error: unknown): boolean {
  const codes: readonly number[] = [
    LSPErrorCodes.ContentModified,
    LSPErrorCodes.ServerCancelled,
    LSPErrorCodes.RequestCancelled,
  ];
  return error instanceof ResponseError && codes.includes(error.code);
}

function textOf(items: readonly Item[], indent: string): string[] {
  return items.flatMap((item) => {
    const { label, description } = treeItemOf(item);
    return [`${indent}${label} ${description ?? ''}`.trimEnd(), ...textOf(childrenOf(item), `${indent}  `)];
  });
}
