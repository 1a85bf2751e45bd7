/** What the subclasses of a class make of its methods. */
import { Form } from '../facts/forms.ts';
import { linearBases, methodOf } from './classes.ts';
import { importersOf } from './imports.ts';
import type { Node } from './node.ts';

/**
 * The methods of this name that an instance of the class, or of a class of the program derived from it, may have instead of
 * the class's own. Looks through the modules that import the class's: for the few candidates that a rule has left.
 */
export function overridesOf(owner: Node, name: string): Node[] {
  const own = methodOf(owner, name);
  const found = new Map<number, Node>();
  for (const module of [owner.module, ...importersOf(owner.module)]) {
    for (const cls of module.all(Form.Class)) {
      if (!linearBases(cls).some((base) => base.kind === 'class' && base.node.is(owner))) continue;
      const method = methodOf(cls, name);
      if (method !== undefined && !method.is(own)) found.set(method.id, method);
    }
  }
  return [...found.values()];
}
