/** Tests whose outcome the program settles once and for all: `_IS_SYNC = False` and then `if _IS_SYNC:`. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { type Condition, conditionsAt } from './conditions.ts';
import { variableOf } from './globals.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

/**
 * Whether a place behind this condition is never reached: the test is a global that is given `True` or `False` in one
 * place and never anything else, or `TYPE_CHECKING`, and the condition asks for the other one. What a module elsewhere
 * assigns from outside is not seen, so this errs towards never.
 */
export function isNeverMet({ test, holds }: Condition): boolean {
  const value = constantFlag(test);
  return value !== undefined && value !== holds;
}

/** Whether such a test around a row, or around the functions and classes that it stands in, keeps it from ever being run. */
export function isNeverReached(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.code) {
    if (conditionsAt(at).some(isNeverMet)) return true;
  }
  return false;
}

function constantFlag(test: Node): boolean | undefined {
  if (test.form !== Form.Name) return undefined;
  if (test.scope.scopeOf(test.name)?.isModule !== true) return undefined;
  if (symbolOf(test) === 'typing.TYPE_CHECKING') return false;
  const variable = variableOf(test.module, test.name);
  const [only, ...others] = variable?.module.globals(variable.name) ?? [];
  if (only?.kind !== BindingKind.Assign || others.length > 0) return undefined;
  const { parent } = only.node;
  if (parent?.form !== Form.Assign || only.node.role !== Role.Target) return undefined;
  const form = parent.assignedValue?.form;
  return form === Form.True ? true : form === Form.False ? false : undefined;
}
