/** Which accesses change what a loop over a container relies on: they add or remove elements. */
import { Form, Role } from '../facts/forms.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import type { Access } from './accesses.ts';
import { saysPresent } from './decisions.ts';
import { rootOf } from './shared-state.ts';

export type SizeChange = 'adds' | 'removes' | 'changes';

const ADDING = ['add', 'append', 'appendleft', 'extend', 'extendleft', 'insert', 'setdefault'];
const REMOVING = [
  'pop',
  'popitem',
  'popleft',
  'remove',
  'discard',
  'clear',
  'difference_update',
  'intersection_update',
];
/** Methods that reorder a container in place, or may do either. */
const CHANGING = ['update', 'symmetric_difference_update', 'move_to_end', 'rotate', 'sort', 'reverse'];

const EFFECTS: ReadonlyMap<string, SizeChange> = new Map([
  ...ADDING.map((name) => [name, 'adds'] as const),
  ...REMOVING.map((name) => [name, 'removes'] as const),
  ...CHANGING.map((name) => [name, 'changes'] as const),
]);

/** A loop over a list goes on to what is put at its end, and ends when nothing is left. */
const AT_THE_END: ReadonlySet<string> = new Set(['append', 'extend', 'clear']);

/** Reading an element that is not there makes it. */
const MAKES_ELEMENTS = 'defaultdict';
const SEQUENCES: ReadonlySet<string> = new Set(['list', 'UserList', 'array', 'bytearray']);
const WITHOUT_KEYS: ReadonlySet<string> = new Set([...SEQUENCES, 'set', 'WeakSet', 'deque']);

/**
 * What an access does to a container, as far as a loop over it minds; undefined for what it does not: another value for a
 * key that is seen to be there, or under a constant key, and what only grows at the end of a list.
 */
export function sizeChangeOf(access: Access, container: string): SizeChange | undefined {
  const { node, place, kind } = access;
  const root = rootOf(place)!;
  if (node.form === Form.Call && node.child(Role.Callee)?.child(Role.Object)?.is(root)) {
    return effectOfCall(node, container);
  }
  const element = root.parent?.form === Form.Subscript && root.role === Role.Object ? root.parent : undefined;
  if (element === undefined) return kind === 'update' ? effectOfOperator(node, container) : undefined;
  const index = element.child(Role.Index);
  if (node.form === Form.Delete) return element.is(place) ? 'removes' : undefined;
  if (SEQUENCES.has(container)) return kind === 'write' && index?.form === Form.Slice ? 'changes' : undefined;
  if (WITHOUT_KEYS.has(container) || index === undefined || isFixed(index)) return undefined;
  const mayMake = container === MAKES_ELEMENTS;
  if (kind === 'read' || !element.is(place)) return mayMake ? 'adds' : undefined;
  // `d[k] += 1` needs an element that is there, but for a `defaultdict` and a `Counter`.
  if (node.form === Form.AugAssign && !mayMake && container !== 'Counter') return undefined;
  return isThere(element, root, index, !mayMake) ? undefined : 'adds';
}

function effectOfCall(call: Node, container: string): SizeChange | undefined {
  const { name } = call.child(Role.Callee)!;
  const effect = EFFECTS.get(name);
  if (SEQUENCES.has(container) && (AT_THE_END.has(name) || (name === 'pop' && call.args.length === 0)))
    return undefined;
  if (name === 'setdefault' && call.args[0] !== undefined && isFixed(call.args[0])) return undefined;
  if (name === 'update' && isUpdateOfFixedKeys(call)) return undefined;
  return effect;
}

/** `seen |= other` */
function effectOfOperator(node: Node, container: string): SizeChange | undefined {
  if (node.form !== Form.AugAssign || SEQUENCES.has(container)) return undefined;
  return node.name === '|=' ? 'adds' : node.name === '-=' || node.name === '&=' ? 'removes' : undefined;
}

/** A constant key: such a dictionary is a record, whose fields are there after the first round. */
function isFixed(key: Node): boolean {
  if (key.form === Form.String) return key.children.length === 0;
  return key.form === Form.Number || /^[A-Z][A-Z0-9_]*$/.test(key.name);
}

/** `state.update(done=1)`, `state.update({'done': 1})` */
function isUpdateOfFixedKeys(call: Node): boolean {
  return call.childrenIn(Role.Argument).every((argument) => {
    if (argument.form === Form.Keyword) return true;
    const keys = argument.form === Form.Dict ? argument.children : undefined;
    return keys?.every((pair) => pair.form === Form.Pair && isFixed(pair.child(Role.Key) ?? pair)) === true;
  });
}

/** Whether the code has made sure of the key: a test, a loop over the keys, or (where that would fail) an earlier read. */
function isThere(element: Node, root: Node, key: Node, isReadEnough: boolean): boolean {
  if (conditionsAt(element).some((condition) => saysPresent(condition, root, key, true))) return true;
  for (const around of element.ancestors()) {
    if (around.isFunction) break;
    if (around.form !== Form.For || key.form !== Form.Name) continue;
    const names = [around.child(Role.Target)!, ...around.child(Role.Target)!.descendants(Form.Name)];
    if (names.some(({ name }) => name === key.name) && mentions(around.child(Role.Iterable), root)) return true;
  }
  if (!isReadEnough) return false;
  return [...(element.code?.descendants(Form.Subscript) ?? [])].some(
    (other) => other.end <= element.start && other.role !== Role.Target && other.text === element.text,
  );
}

function mentions(iterable: Node | undefined, root: Node): boolean {
  if (iterable === undefined) return false;
  return [iterable, ...iterable.descendants(root.form)].some((node) => node.text === root.text);
}
