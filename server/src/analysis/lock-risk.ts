/** Whether statements that are put under a lock may wait for ever. */
import { Flag, Form, Role } from './facts/forms.ts';
import { callGraphOf } from './program/call-graph.ts';
import type { Node } from './program/node.ts';
import type { Lock } from './summaries/lock.ts';
import { lockEffectsOf } from './summaries/lock-effects.ts';
import { locksHeldAt } from './summaries/locks.ts';
import { isMaybeHeldOnEntry } from './summaries/locks-on-entry.ts';

/** Statements of one block that go under a lock, and the function that they are part of. */
export interface LockedRegion {
  readonly statements: readonly Node[];
  readonly code: Node;
}

/** Whether code under the lock might want it again, wait for others who want it, or be left in the middle. */
export function mayLockUp({ statements, code }: LockedRegion, lock: Lock | undefined): boolean {
  if (code.isAsync || code.has(Flag.Broken) || (lock !== undefined && isMaybeHeldOnEntry(lock, code))) return true;
  if (locksHeldAt(statements[0]!).isUncertain || locksHeldAt(statements[0]!).locks.length > 0) return true;
  return statements.some((statement) => {
    const has = (form: Form): boolean => !statement.descendants(form).next().done;
    if (statement.form === Form.With || has(Form.With) || has(Form.Yield) || has(Form.Await)) return true;
    const calls = [statement, ...statement.descendants(Form.Call)].filter(({ form }) => form === Form.Call);
    return calls.some((call) => waits(call) || reaches(call, code, lock));
  });
}

/** `thread.join()`, `event.wait()`, by name alone: it is better to give no fix than one that waits for ever. */
function waits(call: Node): boolean {
  const callee = call.child(Role.Callee);
  return callee?.form === Form.Attribute && WAITING.has(callee.name);
}

const WAITING: ReadonlySet<string> = new Set(['acquire', 'join', 'result', 'shutdown', 'wait']);

/** Whether a call comes back to the function itself, or takes any lock where there is one to be taken again. */
function reaches(call: Node, code: Node, lock: Lock | undefined): boolean {
  const pending = [call];
  const seen = new Set<number>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const target of callGraphOf(next.module).targets(next)) {
      if (target.is(code)) return true;
      if (seen.has(target.id)) continue;
      seen.add(target.id);
      if (seen.size > MOST_CALLED || lockEffectsOf(target).some((effect) => effect.lock.key === lock?.key)) return true;
      pending.push(...callGraphOf(target.module).callsRunBy(target));
    }
  }
  return false;
}

/** Who calls more than so many functions under a lock is not helped by it. */
const MOST_CALLED = 200;
