/** What a function is called in its module. */
import { Form } from '../facts/forms.ts';
import type { Node } from './node.ts';

/** `Service.start`, `outer.inner`: with the classes and functions around it. */
export function qualifiedNameOf(fn: Node): string {
  const names = [fn.name || 'lambda'];
  for (const outer of fn.ancestors()) {
    if (outer.form === Form.Class || outer.form === Form.Function) names.unshift(outer.name);
    else if (outer.form === Form.Lambda) names.unshift('lambda');
  }
  return names.join('.');
}
