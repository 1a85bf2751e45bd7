/** Whether work in another thread is told to stop when somebody gives up waiting for it, or ends in time by itself. */
import { Form, Role } from '../facts/forms.ts';
import { STOP_NAME, STOPPERS } from '../library/cancellation.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf } from './value.ts';

export interface Job {
  /** The wait with a limit. */
  readonly node: Node;
  /** The call that gives the work away, with its arguments. */
  readonly job: Node;
  /** The function that works. */
  readonly work: Node;
}

/** By what the work is given, what it asks, and what is done in handlers around the wait. Errs towards yes. */
export function isStoppedOtherwise({ node, job, work }: Job): boolean {
  return job.childrenIn(Role.Argument).some(speaksOfStop) || asksToStop(work) || isStoppedAround(node);
}

/** `submit(work, stop)`, `to_thread(partial(fetch, timeout=3))`, `to_thread(self.wait, self.deadline)`. */
function speaksOfStop(argument: Node): boolean {
  const value = provenanceOf((argument.form === Form.Keyword ? argument.child(Role.Value) : undefined) ?? argument);
  if (value.kind === 'instance' && /\.(Event|CancelScope|Condition)$/.test(value.of)) return true;
  return namesStop(argument);
}

function namesStop(part: Node): boolean {
  const forms = [Form.Name, Form.Attribute, Form.Keyword] as const;
  return [part, ...forms.flatMap((form) => [...part.descendants(form)])].some(({ name }) => STOP_NAME.test(name));
}

/** Whether the function is known and looks at something that is called so. */
function asksToStop(work: Node): boolean {
  const fn = functionOf(provenanceOf(work));
  const body = fn?.child(Role.Body);
  return body !== undefined && namesStop(body);
}

/** Whether a handler around the wait, or what follows it there, stops something. */
function isStoppedAround(node: Node): boolean {
  for (const around of node.ancestors()) {
    if (around.isFunction) return false;
    if (around.form !== Form.Try) continue;
    for (const clause of around.childrenIn(Role.Clause)) {
      if (clause.form !== Form.Except && clause.form !== Form.Finally) continue;
      if ([...clause.descendants(Form.Call)].some((call) => STOPPERS.has(call.child(Role.Callee)?.name ?? '')))
        return true;
    }
  }
  return false;
}
