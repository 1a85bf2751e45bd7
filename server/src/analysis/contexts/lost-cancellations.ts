/** What a coroutine that keeps its cancellation to itself does to those who wait for it. */
import { Form, Role } from '../facts/forms.ts';
import { LATER_BY_METHOD } from '../library/callables.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { useOfCoroutine } from '../program/coroutine-use.ts';
import { sequelOf } from '../program/exits.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { pauseThatGoesOn } from '../program/own-pauses.ts';
import { type SwallowedCancellation, swallowedCancellationsIn } from '../program/swallowed-cancellations.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import { sinksOf } from '../program/value-flow.ts';
import { isTask, taskPlacementOf } from './tasks.ts';

export interface LostCancellation extends SwallowedCancellation {
  readonly fn: Node;
  /**
   * Who goes on though the task is cancelled:
   * - `loop`: the coroutine itself, with the next turn of a loop that nothing else ends
   * - `turn`: the same, but the loop asks for something that may have changed
   * - `more`: the coroutine itself, behind the handler
   * - `caller`: the coroutine at `waiter`, which awaits this one
   * - `nobody`: the task ends here, though as if it was done
   * - `unknown`: what awaits the coroutine is not seen
   */
  readonly who: 'loop' | 'turn' | 'more' | 'caller' | 'nobody' | 'unknown';
  readonly waiter?: Node;
}

export function lostCancellationsIn(module: Module): LostCancellation[] {
  return swallowedCancellationsIn(module).map((swallowed) => {
    const fn = swallowed.node.code!;
    return { ...swallowed, fn, ...whoGoesOn(swallowed, fn) };
  });
}

function whoGoesOn({ sequel }: SwallowedCancellation, fn: Node): Pick<LostCancellation, 'who' | 'waiter'> {
  if (sequel.kind === 'turn') return { who: isEndless(sequel.node!) ? 'loop' : 'turn' };
  if (sequel.kind === 'more') return { who: 'more', waiter: sequel.node! };
  return whoWaitsFor(fn, 0);
}

function isEndless(loop: Node): boolean {
  const test = loop.form === Form.While ? loop.child(Role.Test) : undefined;
  return test === undefined || test.form === Form.True || test.form === Form.Number;
}

/** Longest way followed through coroutines that end with the one that they await. */
const DEEPEST = 4;

function whoWaitsFor(fn: Node, depth: number): Pick<LostCancellation, 'who' | 'waiter'> {
  if (depth > DEEPEST) return { who: 'unknown' };
  let isSeen = false;
  let isUnknown = false;
  for (const site of callGraphOf(fn.module).callSites(fn)) {
    const { kind } = useOfCoroutine(site);
    const isStarted = kind === 'unknown' && startsTask(site);
    isSeen ||= kind === 'task' || kind === 'main' || isStarted;
    if (isStarted) continue;
    isUnknown ||= kind === 'unknown';
    if (kind !== 'awaited') continue;
    const caller = site.code;
    const pause = site.parent;
    if (caller?.isFunction !== true || !caller.isAsync || pause?.form !== Form.Await) {
      isUnknown = true;
      continue;
    }
    const sequel = sequelOf({ kind: 'end' }, site.statement, pauseThatGoesOn);
    if (sequel.kind === 'turn' || sequel.kind === 'more') return { who: 'caller', waiter: site };
    const further = sequel.kind === 'raises' ? { who: 'nobody' as const } : whoWaitsFor(caller, depth + 1);
    if (further.who === 'caller') return further;
    if (further.who === 'unknown') isUnknown = true;
    else isSeen = true;
  }
  isSeen ||= isGivenAsTask(fn);
  const tasks = taskPlacementOf(fn.module).contextsOf(fn);
  const begins = tasks.filter((task) => isTask(task) && task.entry?.is(fn) === true);
  if (begins.some((task) => isTask(task) && task.role === 'called')) isUnknown = true;
  if (begins.some((task) => isTask(task) && (task.role === 'started' || task.role === 'main') && !task.isAssumed))
    isSeen = true;
  return { who: isSeen && !isUnknown ? 'nobody' : 'unknown' };
}

/** `group.spawn(f())`: by the method's name, since groups come from many libraries. */
function startsTask(value: Node): boolean {
  return sinksOf(value).some(
    ({ kind, node }) => kind === 'argument' && LATER_BY_METHOD.get(node.child(Role.Callee)?.name ?? '') === 'task',
  );
}

/** `group.start_soon(self.f, …)`. */
function isGivenAsTask(fn: Node): boolean {
  const names = new Set([fn.name]);
  return [...fn.module.named(names), ...fn.module.named(names, Form.Attribute)].some(
    (reference) => startsTask(reference) && functionOf(provenanceOf(reference))?.is(fn),
  );
}
