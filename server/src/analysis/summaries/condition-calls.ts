/** Where code waits on a condition or notifies those who do. */
import { Form, Role } from '../facts/forms.ts';
import { CONDITIONS } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';

export interface ConditionCall {
  readonly call: Node;
  readonly method: 'wait' | 'wait_for' | 'notify' | 'notify_all' | 'notifyAll';
  /** The expression that the method is called on. */
  readonly condition: Node;
  /** Its class: `threading.Condition`. */
  readonly of: string;
  /** The call or annotation that says so. */
  readonly made: Node;
}

/** The calls of one of these methods on what is known to be a condition, in source order. */
export function conditionCallsIn(module: Module, methods: readonly ConditionCall['method'][]): ConditionCall[] {
  const graph = callGraphOf(module);
  return methods
    .flatMap((method) =>
      graph.methodCalls(method).flatMap((call): ConditionCall[] => {
        const condition = call.child(Role.Callee)!.child(Role.Object)!;
        const value = provenanceOf(condition);
        if (value.kind !== 'instance' || CONDITIONS[value.of] === undefined) return [];
        return [{ call, method, condition, of: value.of, made: value.made }];
      }),
    )
    .sort((a, b) => a.call.start - b.call.start);
}

/** `wait_for(lambda: True)` does not wait. */
export function isTrueAtOnce({ call, method }: ConditionCall): boolean {
  const predicate = method === 'wait_for' ? call.argument(0, 'predicate') : undefined;
  const value = predicate?.form === Form.Lambda ? predicate.child(Role.Body) : undefined;
  return value?.form === Form.True || (value?.form === Form.List && value.children.length > 0);
}
