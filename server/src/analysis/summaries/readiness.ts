/** Whether code has made sure, before it asks for a result, that the result is there. */
import { Form, Role } from '../facts/forms.ts';
import type { ReadyTest } from '../library/non-blocking.ts';
import type { Condition } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import type { Suspect } from './blocking-guards.ts';

/** Whether the nearest test of `object` says that it is ready: `f.done()`, `not q.empty()`, `p.poll() is not None`. */
export function isSaidReady(conditions: readonly Condition[], object: string, tests: readonly ReadyTest[]): boolean {
  for (const condition of conditions) {
    for (const test of tests) {
      const answer = saysReady(condition, object, test);
      if (answer !== undefined) return answer;
    }
  }
  return false;
}

/** What a condition says; undefined when it speaks of something else. */
function saysReady({ test, holds }: Condition, object: string, { member, means }: ReadyTest): boolean | undefined {
  if (isMember(test, object, member)) return means !== 'not None' && holds === (means === 'true');
  if (test.form !== Form.Compare) return undefined;
  const [left, right] = test.children;
  if (left === undefined || right === undefined || !isMember(left, object, member)) return undefined;
  const isNegative = test.name === 'is not' || test.name === '!=';
  const isEquality = isNegative || test.name === 'is' || test.name === '==';
  if (right.form === Form.None) return means === 'not None' && isEquality && isNegative === holds;
  if (right.form === Form.True || right.form === Form.False) {
    return isEquality && (isNegative !== (right.form === Form.True)) === (holds === (means === 'true'));
  }
  if (means !== 'true' || right.form !== Form.Number) return false;
  if (isEquality) return right.name === '0' && isNegative === holds;
  return (test.name === '>' || test.name === '>=') === holds;
}

/** `object.member`, `object.member()`. */
function isMember(node: Node, object: string, member: string): boolean {
  const attribute = node.form === Form.Call ? node.child(Role.Callee) : node;
  if (attribute?.form !== Form.Attribute || attribute.name !== member) return false;
  return attribute.child(Role.Object)?.text === object;
}

/** What has been waited for once is over; a queue or a lock is not. */
const ENDS: ReadonlySet<string> = new Set(['future', 'thread', 'process', 'subprocess']);

/**
 * Whether what is waited for has come to its end before, as far as the same function tells: it was awaited, the process
 * was killed, or the `with` of the pool that does the job has ended.
 */
export function isOverBefore(suspect: Suspect): boolean {
  if (suspect.object === undefined || !ENDS.has(suspect.kind)) return false;
  return (
    isAwaitedBefore(suspect, suspect.object) || isKilledBefore(suspect.call, suspect.object) || isPoolOver(suspect)
  );
}

/**
 * `await wrap_future(f)` before `f.result()`, `await to_thread(t.join)` before `t.join()`, `await gather(*fs)` before
 * `[f.result() for f in fs]`, `await done` before `t.join()` where `t = Thread(target=work, args=(done,))`.
 */
function isAwaitedBefore({ call, receiver }: Suspect, object: Node): boolean {
  const names = new Set([object.text]);
  for (const name of [object, ...object.descendants(Form.Name)]) {
    const collection = name.form === Form.Name ? iteratedFor(name) : undefined;
    if (collection !== undefined) names.add(collection.text);
  }
  const made = receiver?.kind === 'instance' && receiver.made.form === Form.Call ? receiver.made : undefined;
  for (const name of made?.keyword('args')?.descendants(Form.Name) ?? []) names.add(name.name);
  for (const pause of call.code?.descendants(Form.Await) ?? []) {
    if (pause.end > call.start) break;
    const parts = [...pause.descendants(Form.Name), ...pause.descendants(Form.Attribute)];
    if (parts.some((part) => names.has(part.text))) return true;
  }
  return false;
}

/** `process.kill()` just before `process.wait()`: that ends it at once. */
function isKilledBefore(call: Node, object: Node): boolean {
  const { statement } = call;
  const before = (statement.parent?.children ?? []).filter(({ end }) => end <= statement.start);
  return before.some((step) =>
    [step, ...step.descendants(Form.Call)].some((kill) => {
      const callee = kill.form === Form.Call ? kill.child(Role.Callee) : undefined;
      return callee?.name === 'kill' && callee.child(Role.Object)?.text === object.text;
    }),
  );
}

/** `f = pool.submit(…)` inside `with … as pool:`, and `f.result()` behind it. */
function isPoolOver({ call, receiver }: Suspect): boolean {
  const made = receiver?.kind === 'instance' ? receiver.made : undefined;
  const pool = made?.form === Form.Call ? made.child(Role.Callee)?.child(Role.Object) : undefined;
  if (made === undefined || pool === undefined) return false;
  return [...made.ancestors()].some(
    (around) =>
      around.form === Form.With &&
      around.end <= call.start &&
      around.childrenIn(Role.Clause).some((item) => item.child(Role.Target)?.text === pool.text),
  );
}

/** `fs`, for the `f` of `for f in fs`. */
function iteratedFor(name: Node): Node | undefined {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  const target = bindings.length === 1 ? bindings[0]!.node : undefined;
  const loop = target?.role === Role.Target ? target.parent : undefined;
  const isLoop = loop?.form === Form.For || loop?.form === Form.ComprehensionFor;
  return isLoop ? loop.child(Role.Iterable) : undefined;
}
