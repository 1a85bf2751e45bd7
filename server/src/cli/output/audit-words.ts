/** The words that the formats of the audit have in common. */
import type { ShownAccess, ShownState } from '../checking/audit-program.ts';
import type { Audit } from '../commands/audit.ts';
import { counted } from './summary.ts';

export const KINDS: Readonly<Record<ShownState['kind'], string>> = {
  global: 'global',
  'class-attribute': 'class attribute',
  attribute: 'attribute',
  cell: 'captured variable',
};

/** Accesses of one kind that a function makes in the same contexts under the same locks. */
export interface AccessGroup {
  readonly access: ShownAccess['access'];
  readonly path: string;
  /** "11, 13" */
  readonly lines: string;
  readonly function: string;
  readonly contexts: string;
  readonly locks: string;
}

export function groupedAccesses({ accesses }: ShownState): AccessGroup[] {
  const groups = new Map<string, { readonly group: Omit<AccessGroup, 'lines'>; lines: Set<number> }>();
  for (const { path, start, access, function: name = '(module)', contexts, locks, mayBeLocked } of accesses) {
    const group = {
      ...{ access, path, function: name, contexts: contexts.map(({ text }) => text).join(', ') || 'not reached' },
      locks: [...locks, ...(mayBeLocked ? ['perhaps a lock'] : [])].join(', ') || 'no lock',
    };
    const key = JSON.stringify(group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { group, lines: new Set([start.line]) });
    else known.lines.add(start.line);
  }
  return [...groups.values()].map(({ group, lines }) => ({ ...group, lines: [...lines].join(', ') }));
}

/** "13 shared states: 2 high, 1 medium, 10 low." */
export function countsOf({ states }: Audit): string {
  if (states.length === 0) return 'No shared state is written after import.';
  const byRisk = new Map<string, number>();
  for (const { risk } of states) byRisk.set(risk, (byRisk.get(risk) ?? 0) + 1);
  const parts = [...byRisk].map(([risk, count]) => (risk === 'none' ? `${count} without risk` : `${count} ${risk}`));
  return `${counted(states.length, 'shared state')}: ${parts.join(', ')}.`;
}

/** What is not shown; '' if nothing is left out. */
export function hiddenOf({ hidden }: Audit): string {
  return hidden === 0 ? '' : `${hidden} more that one flow alone reaches or tests define; --all shows them.`;
}
