/** How a message calls what an expression names. */
import type { Node } from './node.ts';

/** As it is written, such as `self.orders.save`; only its last part where that is longer than `longest`, or on several lines. */
export function writtenName({ text }: Node, longest: number): string {
  return text.length <= longest && !/\s/.test(text) ? text : text.slice(text.lastIndexOf('.') + 1);
}
