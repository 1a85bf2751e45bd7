/** Which lock guards a state: the one that a comment declares, else the one that most accesses hold. */
import { guardCommentsOf } from '../summaries/guard-comments.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import type { AuditedAccess } from './audited-access.ts';
import { defectsOf } from './state-defects.ts';

export interface StateGuard {
  /** As the user writes it: `_lock`, `self._lock`. */
  readonly name: string;
  readonly isDeclared: boolean;
  /** How many of how many accesses hold it. */
  readonly held: number;
  readonly total: number;
}

/** As for the rule on missing locks: fewer accesses that hold a lock, or a smaller part of all, make no guard. */
const FEWEST = 2;
const MOST = 2 / 3;

export function guardOf(state: SharedState, accesses: readonly AuditedAccess[]): StateGuard | undefined {
  const total = accesses.length;
  const declared = guardCommentsOf(state.module).states.get(state.key)?.guard;
  if (declared !== undefined) {
    const modules = new Set(accesses.map(({ access }) => access.node.module));
    const missing = defectsOf(state.key, modules).filter(({ kind }) => kind === 'violation').length;
    return { name: declared.name, isDeclared: true, held: Math.max(0, total - missing), total };
  }
  const counted = new Map<string, { readonly name: string; held: number }>();
  for (const { locks } of accesses) {
    for (const [key, { name }] of new Map(locks.map((lock) => [lock.key, lock]))) {
      const entry = counted.get(key);
      if (entry === undefined) counted.set(key, { name, held: 1 });
      else entry.held++;
    }
  }
  const [most] = [...counted.values()].sort((a, b) => b.held - a.held);
  if (most === undefined || (most.held < total && (most.held < FEWEST || most.held < MOST * total))) return undefined;
  return { ...most, isDeclared: false, total };
}
