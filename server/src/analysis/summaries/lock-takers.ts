/** Who takes a lock: all places of the program that wait for it. */
import type { Code } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Lock } from './lock.ts';
import { codesWithLocks, lockWaitsIn } from './lock-steps.ts';

export interface LockTaker {
  /** The context of a `with` statement, or a call of `acquire`. */
  readonly node: Node;
  readonly code: Code;
}

const takers = new WeakMap<Program, Map<string, LockTaker[]>>();

/** Module by module, in source order; locks of objects of one class count as one. */
export function takersOf({ key }: Lock, program: Program): readonly LockTaker[] {
  let byLock = takers.get(program);
  if (byLock === undefined) {
    byLock = new Map();
    for (const code of program.modules.flatMap(codesWithLocks)) {
      for (const { node, lock } of lockWaitsIn(code)) {
        const places = byLock.get(lock.key);
        if (places === undefined) byLock.set(lock.key, [{ node, code }]);
        else places.push({ node, code });
      }
    }
    takers.set(program, byLock);
  }
  return byLock.get(key) ?? [];
}
