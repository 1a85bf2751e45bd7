/** Where the value of an expression goes: one step from an expression to what is done with it. */
import { Form, Role } from '../facts/forms.ts';
import { asksForItems } from './emptiness.ts';
import type { Node } from './node.ts';

/**
 * - `name`, `place`: assigned to a variable, or to an attribute or subscript; `node` is the target
 * - `argument`: passed to the call `node`; `value` is the argument
 * - `called`: called by the call `node`
 * - `attribute`, `item`: `node` takes an attribute or a subscript of it
 * - `element`: becomes part of the display or comprehension `node`
 * - `update`: target of the augmented assignment `node`; `augment`: its value
 * - `return`, `yield`, `iterate`, `await`, `decorate`: what it says, by `node`
 * - `read`: looked at on the spot: compared, tested, formatted, added
 */
export interface Sink {
  readonly kind:
    | 'name'
    | 'place'
    | 'argument'
    | 'called'
    | 'attribute'
    | 'item'
    | 'element'
    | 'update'
    | 'augment'
    | 'return'
    | 'yield'
    | 'iterate'
    | 'await'
    | 'read';
  readonly node: Node;
  /** The expression that arrives there: the value itself, or one that may be it, such as `value or other`. */
  readonly value: Node;
}

export interface FlowOptions {
  /** The value is known to be false in a test, as an empty list is: `value or other` is then never the value. */
  readonly isFalsy?: boolean;
}

/** What is done with the value of this expression. More than one only for `(x := value)` and `a = b = value`. */
export function sinksOf(value: Node, options: FlowOptions = {}): Sink[] {
  const { parent } = value;
  if (parent === undefined) return [];
  const one = (kind: Sink['kind'], node: Node = parent): Sink[] => [{ kind, node, value }];
  switch (value.role) {
    case Role.Callee:
      return one('called');
    case Role.Argument:
      return parent.form === Form.Call ? one('argument') : [];
    case Role.Object:
      return one(parent.form === Form.Attribute ? 'attribute' : 'item');
    case Role.Iterable:
      return one('iterate');
    case Role.Element:
      return intoElement(value, parent);
    case Role.Default:
      return [];
    case Role.Body:
      return parent.form === Form.Lambda ? one('return') : [];
    case Role.Target:
      return parent.form === Form.AugAssign ? one('update') : [];
    case Role.Operand:
      return throughOperand(value, parent, options);
    case Role.Value:
      return throughValue(value, parent, options);
    default:
      return one('read');
  }
}

function throughOperand(value: Node, parent: Node, options: FlowOptions): Sink[] {
  switch (parent.form) {
    case Form.Await:
      return [{ kind: 'await', node: parent, value }];
    case Form.Star:
      return [{ kind: 'iterate', node: parent, value }];
    case Form.Conditional:
      if (options.isFalsy && asksForItems(parent.child(Role.Test), value) && isFirstOperand(value, parent)) return [];
      return sinksOf(parent, options);
    case Form.BoolOp:
      if (options.isFalsy && parent.name === 'or' && isFirstOperand(value, parent)) return [];
      return sinksOf(parent, options);
    default:
      return [{ kind: 'read', node: parent, value }];
  }
}

function throughValue(value: Node, parent: Node, options: FlowOptions): Sink[] {
  switch (parent.form) {
    case Form.Return:
      return [{ kind: 'return', node: parent, value }];
    case Form.Yield:
      return [{ kind: 'yield', node: parent, value }];
    case Form.AugAssign:
      return [{ kind: 'augment', node: parent, value }];
    case Form.NamedExpr:
      return [...intoTargets(parent.childrenIn(Role.Target), value), ...sinksOf(parent, options)];
    case Form.Assign: {
      const found = intoTargets(parent.childrenIn(Role.Target), value);
      // `a = b = value`: the outer targets get it too.
      return parent.role === Role.Value ? [...found, ...throughValue(parent, parent.parent!, options)] : found;
    }
    case Form.Keyword:
      return parent.parent?.form === Form.Call
        ? [{ kind: 'argument', node: parent.parent, value }]
        : [{ kind: 'read', node: parent, value }];
    case Form.Pair:
      return intoElement(value, parent.parent ?? parent);
    default:
      return [{ kind: 'read', node: parent, value }];
  }
}

/** `[value]`, `(value,)`, `{k: value}`; in `a, b = value, other` the value goes to `a` alone. */
function intoElement(value: Node, container: Node): Sink[] {
  if (container.form === Form.String) return [{ kind: 'read', node: container, value }];
  if (container.form === Form.Tuple && container.role === Role.Value && container.parent?.form === Form.Assign) {
    const [target] = container.parent.childrenIn(Role.Target);
    const elements = container.children;
    const targets = target?.form === Form.Tuple ? target.children : [];
    const isPaired =
      targets.length === elements.length && ![...targets, ...elements].some(({ form }) => form === Form.Star);
    const index = elements.findIndex((element) => element.is(value));
    if (isPaired && index >= 0) return intoTargets([targets[index]!], value);
  }
  return [{ kind: 'element', node: container, value }];
}

function intoTargets(targets: readonly Node[], value: Node): Sink[] {
  return targets.map((node) => {
    if (node.form === Form.Name) return { kind: 'name', node, value };
    if (node.form === Form.Attribute || node.form === Form.Subscript) return { kind: 'place', node, value };
    return { kind: 'iterate', node, value };
  });
}

function isFirstOperand(value: Node, parent: Node): boolean {
  return parent.childrenIn(Role.Operand)[0]?.is(value) === true;
}
