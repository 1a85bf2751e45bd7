/** What code that runs in functions changes: what is written only while modules are imported is shared by nobody. */
import { Form, Role } from '../facts/forms.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isChanged } from './accesses.ts';
import { type SharedState, stateAt, stateOfPlace } from './shared-state.ts';

const known = new WeakMap<object, ReadonlyMap<string, SharedState>>();

/** The states that functions of this module change, its own or those of other modules, by their keys. */
export function statesChangedByFunctions(module: Module): ReadonlyMap<string, SharedState> {
  let found = known.get(module.surface);
  if (found === undefined) {
    const byKey = new Map<string, SharedState>();
    for (const form of [Form.Name, Form.Attribute] as const) {
      for (const root of module.rowsOf(form)) {
        if (!isChanged(root) || functionIn(runningCode(root)) === undefined) continue;
        const state = stateChangedAt(root);
        if (state !== undefined) byKey.set(state.key, state);
      }
    }
    found = byKey;
    known.set(module.surface, found);
  }
  return found;
}

/** `count = …`, `d[k] = …`, `d.pop(k)`, by the name or attribute that it begins with. */
function stateChangedAt(root: Node): SharedState | undefined {
  let place = root;
  while (place.parent?.form === Form.Subscript && place.role === Role.Object) place = place.parent;
  return place.role === Role.Target ? stateOfPlace(place) : stateAt(root);
}
