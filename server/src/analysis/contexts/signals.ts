/** Events, queues and barriers: what one thread did before the signal comes before what another does after it. */
import { Role } from '../facts/forms.ts';
import { SIGNALS } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { moduleOf, runningCode } from '../program/code.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { isSkippedOnTheWayTo } from './joins.ts';

interface Signal {
  readonly call: Node;
  /** Where the event, queue or barrier is made. */
  readonly object: Node;
}

interface Signals {
  readonly releases: readonly Signal[];
  readonly acquires: readonly Signal[];
}

/** Returns whether `first`, then `event.set()` in its function, comes before `event.wait()`, then `second` in its own. */
export function createSignals(): (first: Node, second: Node) => boolean {
  const byCode = new Map<number, Signals>();
  const signalsOf = (node: Node): Signals => {
    const code = runningCode(node);
    let signals = byCode.get(code.id);
    if (signals === undefined) {
      const calls = callGraphOf(moduleOf(code)).callsRunBy(code);
      signals = { releases: signalsAmong(calls, 'release'), acquires: signalsAmong(calls, 'acquire') };
      byCode.set(code.id, signals);
    }
    return signals;
  };

  return (first, second) => {
    const { releases } = signalsOf(first);
    if (releases.length === 0 || isInLoop(first)) return false;
    const { acquires } = signalsOf(second);
    return releases.some(
      (release) =>
        release.call.start > first.start &&
        !isSkippedOnTheWayTo(first, release.call) &&
        acquires.some(
          (acquire) =>
            acquire.call.end < second.start &&
            acquire.object.is(release.object) &&
            !isSkippedOnTheWayTo(second, acquire.call),
        ),
    );
  };
}

const SIGNAL_METHODS = new Set(Object.values(SIGNALS).flatMap(({ release, acquire }) => [...release, ...acquire]));

function signalsAmong(calls: readonly Node[], side: 'release' | 'acquire'): Signal[] {
  return calls.flatMap((call) => {
    const callee = call.child(Role.Callee);
    if (callee === undefined || !SIGNAL_METHODS.has(callee.name)) return [];
    const receiver = callee.child(Role.Object);
    const value = receiver === undefined ? undefined : provenanceOf(receiver);
    const model = value?.kind === 'instance' ? SIGNALS[value.of] : undefined;
    if (model === undefined || value?.kind !== 'instance' || !model[side].includes(callee.name)) return [];
    // A wait with a timeout may end without the signal.
    const isSure = side === 'release' || call.childrenIn(Role.Argument).length === 0;
    return isSure ? [{ call, object: value.made }] : [];
  });
}
