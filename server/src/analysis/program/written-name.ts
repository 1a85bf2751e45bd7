/** How a message calls what an expression names. */
import { Role } from '../facts/forms.ts';
import { lastName } from '../library/last-names.ts';
import type { Node } from './node.ts';

/** As it is written, such as `self.orders.save`; only its last part where that is longer than `longest`, or on several lines. */
export function writtenName({ text }: Node, longest: number): string {
  return text.length <= longest && !/\s/.test(text) ? text : lastName(text);
}

/** The same where it is a path of names, and of any other expression the last name in it alone. */
export function writtenPath({ name, text }: Node, longest: number): string {
  return text.length <= longest && /^[\w.]+$/.test(text) ? text : name;
}

/** A call without its arguments: `main()`, `p.start()`, `Process().start()`. */
export function writtenCall(call: Node, longest: number): string {
  const callee = call.child(Role.Callee)!;
  if (callee.text.length <= longest && !/[\n(]/.test(callee.text)) return `${callee.text}()`;
  const maker = callee.child(Role.Object)?.child(Role.Callee);
  return maker === undefined ? `${callee.name}()` : `${maker.name}().${callee.name}()`;
}
