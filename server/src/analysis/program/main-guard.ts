/** `if __name__ == '__main__':`, below which only the program's first module runs. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';

/** Whether a row stands below it, in no function. */
export function isBelowMainGuard(node: Node): boolean {
  for (const around of node.ancestors()) {
    if (around.isFunction) return false;
    const test = around.form === Form.If ? around.child(Role.Test) : undefined;
    if (test?.form === Form.Compare && test.children.some(({ name }) => name === '__name__')) return true;
  }
  return false;
}
