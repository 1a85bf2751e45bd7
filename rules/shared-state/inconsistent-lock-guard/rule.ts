import {
  type Module,
  nameOfState,
  type Rule,
  sharedIterationsIn,
  type UnguardedAccess,
  unguardedAccessesIn,
} from '#analysis';
import explanation from './rule.md';

/**
 * State that is accessed under a lock nearly everywhere needs it everywhere.
 *
 * The author's own lock is the evidence, so no thread has to be seen. A write without it is a warning, a read an info.
 */
export const inconsistentLockGuard: Rule = {
  id: 'inconsistent-lock-guard',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unguardedAccessesIn(module)) {
      const { access, example, lock, isMinor } = found;
      if (access.kind === 'read' && isInReportedLoop(module, found)) continue;
      yield {
        range: access.place.range,
        message: messageOf(found),
        ...(isMinor ? { severity: 'info' as const } : {}),
        detail: detailOf(found),
        instead: `Hold '${lock.name}' here too.`,
        related: [
          {
            path: example.node.module.path,
            range: example.place.range,
            message: `Changed here under '${lock.name}'.`,
          },
        ],
      };
    }
  },
};

/** What goes wrong in a loop is said where it is looked for, with more to show for it. */
function isInReportedLoop(module: Module, { access, state }: UnguardedAccess): boolean {
  return sharedIterationsIn(module).some(
    ({ iteration }) => iteration.state.key === state.key && iteration.code.id === access.code.id,
  );
}

function messageOf({ access, lock }: UnguardedAccess): string {
  const what = access.kind === 'read' ? 'read' : 'changed';
  return `'${nameOfState(access)}' is ${what} here without '${lock.name}', which guards it elsewhere.`;
}

function detailOf({ access, lock, guarded, total }: UnguardedAccess): string {
  const count = `${guarded} of ${total} accesses hold '${lock.name}'`;
  const effect =
    access.kind === 'read'
      ? 'this one may see a state that the lock is there to hide'
      : 'this one may come in the middle of theirs';
  return `${count}; ${effect}.`;
}
