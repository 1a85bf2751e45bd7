/** What the functions are called with that threads and processes run: `Thread(target=work, args=(queue,))`. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf } from './value.ts';
import type { Sink } from './value-flow.ts';

/** The call that is given a value among the arguments of what it starts. */
export function startGiven({ kind, node }: Sink): Node | undefined {
  const call = kind === 'element' && node.parent?.form === Form.Keyword ? node.parent.parent : undefined;
  return call?.form === Form.Call ? call : undefined;
}

/** The parameter that the value becomes, of the function that such a call starts. */
export function parameterStarted(sink: Sink): Node | undefined {
  const target = startGiven(sink)?.argument(1, 'target');
  if (target === undefined || sink.node.parent!.name !== 'args') return undefined;
  const started = provenanceOf(target);
  const position = sink.node.children.findIndex((child) => child.is(sink.value));
  return functionOf(started)?.childrenIn(Role.Parameter)[position + (started.kind === 'method' ? 1 : 0)];
}
