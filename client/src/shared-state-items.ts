/** How shared state looks in a tree: groups, the states in them, and the accesses to each. */
import {
  type Command,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';

/** The answer to `interleave/sharedState`. */
export interface SharedStateAnswer {
  /** The riskiest first. */
  readonly states: readonly SharedState[];
}

export interface SharedState {
  readonly name: string;
  readonly kind: 'global' | 'class-attribute' | 'attribute' | 'cell';
  readonly risk: Risk;
  readonly reason: string;
  /** The lock, and how many of how many accesses hold it. */
  readonly guard?: string;
  readonly location: Location;
  readonly accesses: readonly Access[];
  /** How many accesses are left out. */
  readonly more: number;
}

export interface Access {
  readonly kind: 'read' | 'write' | 'update';
  /** Empty for a module's own code. */
  readonly function: string;
  readonly contexts: string;
  readonly locks: readonly string[];
  readonly mayBeLocked: boolean;
  readonly location: Location;
}

type Risk = 'high' | 'medium' | 'low';

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Location {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

export type Grouping = 'risk' | 'file';

export type Item =
  | { readonly kind: 'group'; readonly label: string; readonly risk?: Risk; readonly states: readonly SharedState[] }
  | { readonly kind: 'state'; readonly state: SharedState }
  | { readonly kind: 'access'; readonly access: Access; readonly state: SharedState }
  | { readonly kind: 'more'; readonly state: SharedState };

export function groupsOf(states: readonly SharedState[], grouping: Grouping): Item[] {
  if (grouping === 'risk') {
    return RISKS.flatMap((risk): Item[] => {
      const own = states.filter((state) => state.risk === risk);
      return own.length === 0 ? [] : [{ kind: 'group', label: RISK_LABELS[risk], risk, states: own }];
    });
  }
  const byFile = new Map<string, SharedState[]>();
  for (const state of states) {
    const file = workspace.asRelativePath(Uri.parse(state.location.uri));
    byFile.set(file, [...(byFile.get(file) ?? []), state]);
  }
  const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1));
  return files.map(([label, own]) => ({ kind: 'group', label, states: own }));
}

export function childrenOf(item: Item): Item[] {
  switch (item.kind) {
    case 'group':
      return item.states.map((state) => ({ kind: 'state', state }));
    case 'state': {
      const { state } = item;
      const accesses = state.accesses.map((access): Item => ({ kind: 'access', access, state }));
      return state.more > 0 ? [...accesses, { kind: 'more', state }] : accesses;
    }
    default:
      return [];
  }
}

export function treeItemOf(item: Item): TreeItem {
  switch (item.kind) {
    case 'group':
      return groupItem(item);
    case 'state':
      return stateItem(item.state);
    case 'access':
      return accessItem(item);
    case 'more':
      return new TreeItem(`and ${item.state.more} more`);
  }
}

function groupItem({ label, risk, states }: Extract<Item, { kind: 'group' }>): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(label, risk === 'low' ? Collapsed : Expanded);
  item.id = `group ${label}`;
  item.description = String(states.length);
  if (risk === undefined) item.iconPath = ThemeIcon.File;
  return item;
}

function stateItem(state: SharedState): TreeItem {
  const { name, kind, risk, reason, location } = state;
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.id = idOf(state);
  item.description = reason;
  item.iconPath = new ThemeIcon(ICONS[kind], new ThemeColor(COLOURS[risk]));
  item.tooltip = tooltipOf(state);
  item.command = opening(location);
  item.accessibilityInformation = { label: `${name}, ${KINDS[kind]}, risk ${risk}: ${reason}` };
  return item;
}

function tooltipOf({ name, kind, risk, reason, guard, location }: SharedState): MarkdownString {
  const tooltip = new MarkdownString();
  tooltip.appendMarkdown('**');
  tooltip.appendText(name);
  tooltip.appendMarkdown('** ');
  tooltip.appendText(`${KINDS[kind]}, ${placeOf(location)}`);
  tooltip.appendMarkdown('\n\n');
  tooltip.appendText(`Risk ${risk}: ${reason}.`);
  if (guard !== undefined) {
    tooltip.appendMarkdown('\n\n');
    tooltip.appendText(`Guard: ${guard} accesses.`);
  }
  return tooltip;
}

function accessItem({ access, state }: Extract<Item, { kind: 'access' }>): TreeItem {
  const { kind, contexts, location } = access;
  const item = new TreeItem(access.function === '' ? 'the module itself' : access.function);
  const { start } = location.range;
  item.id = `${idOf(state)} ${kind} ${location.uri} ${start.line}:${start.character}`;
  const where = contexts || 'not reached';
  // The view is narrow: what tells about the risk comes first, and the icon says what is done.
  item.description = `${where}, ${locksOf(access)} · ${placeOf(location)}`;
  item.iconPath = new ThemeIcon(kind === 'read' ? 'eye' : kind === 'write' ? 'edit' : 'sync');
  item.tooltip = `${kind} at ${placeOf(location)}\nruns on: ${where}\nlocks held: ${locksOf(access)}`;
  item.accessibilityInformation = { label: `${kind} in ${item.label}, ${item.description}` };
  item.command = opening(location);
  return item;
}

function locksOf({ locks, mayBeLocked }: Access): string {
  return [...locks, ...(mayBeLocked ? ['perhaps a lock'] : [])].join(', ') || 'no lock';
}

function idOf({ name, kind, location }: SharedState): string {
  return `${location.uri} ${kind} ${name}`;
}

/** "visits.py:11" */
function placeOf({ uri, range }: Location): string {
  const { path } = Uri.parse(uri);
  return `${path.slice(path.lastIndexOf('/') + 1)}:${range.start.line + 1}`;
}

function opening({ uri, range: { start, end } }: Location): Command {
  const selection = new Range(start.line, start.character, end.line, end.character);
  return { title: 'Go There', command: 'vscode.open', arguments: [Uri.parse(uri), { selection, preview: true }] };
}

const RISKS: readonly Risk[] = ['high', 'medium', 'low'];
const RISK_LABELS: Readonly<Record<Risk, string>> = { high: 'High risk', medium: 'Medium risk', low: 'Low risk' };
const COLOURS: Readonly<Record<Risk, string>> = {
  high: 'list.errorForeground',
  medium: 'list.warningForeground',
  low: 'charts.green',
};
const ICONS: Readonly<Record<SharedState['kind'], string>> = {
  global: 'symbol-variable',
  'class-attribute': 'symbol-class',
  attribute: 'symbol-field',
  cell: 'symbol-method',
};
const KINDS: Readonly<Record<SharedState['kind'], string>> = {
  global: 'global',
  'class-attribute': 'class attribute',
  attribute: 'attribute',
  cell: 'captured variable',
};
