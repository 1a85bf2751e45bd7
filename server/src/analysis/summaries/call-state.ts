/** State of one call that code keeps where all calls find it: in an attribute of a decorator object, or a closure's variable. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { methodOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { locksHeldAt } from './locks.ts';

export interface CallState {
  /** The attribute or variable, as the user writes it. */
  readonly name: string;
  /** Where a call stores it, and where the same call relies on it after others may have come. */
  readonly written: Node;
  readonly read: Node;
}

const known = new WeakMap<object, Map<number, CallState | null>>();

/** What a context manager stores in itself in `__enter__` and reads in `__exit__`; undefined where a lock keeps others out. */
export function stateOfManager(cls: Node): CallState | undefined {
  return remembered(cls, () => {
    const enter = methodOf(cls, '__enter__');
    const exit = methodOf(cls, '__exit__');
    if (enter === undefined || exit === undefined || takesLock(enter)) return undefined;
    for (const written of storesIn(enter)) {
      const read = readsOf(written.name, exit)[0];
      if (read !== undefined) return { name: written.text, written, read };
    }
    return undefined;
  });
}

/** The same for what a decorator object stores in itself in the function that it puts around another: `__call__`, or one in it. */
export function stateOfCallable(cls: Node): CallState | undefined {
  const call = methodOf(cls, '__call__');
  if (call === undefined) return undefined;
  return remembered(call, () => {
    for (const written of [call, ...call.descendants(Form.Function)].flatMap((fn) => storesIn(fn, call))) {
      const fn = written.code!;
      const read = readsOf(written.name, fn, call).find((each) => isCallBetween(written, each, fn));
      if (read !== undefined && !hasLock(written)) return { name: written.text, written, read };
    }
    return undefined;
  });
}

/** The same for a variable of a decorator that the function which it gives back says is `nonlocal`. */
export function stateOfClosure(decorator: Node): CallState | undefined {
  return remembered(decorator, () => {
    for (const wrapper of decorator.descendants(Form.Function)) {
      const assigned = [...wrapper.descendants(Form.Assign)].filter((assign) => runningCode(assign).id === wrapper.id);
      for (const written of assigned.flatMap((assign) => assign.childrenIn(Role.Target))) {
        if (written.form !== Form.Name || !isOuter(written, wrapper) || hasLock(written)) continue;
        const names = [...wrapper.descendants(Form.Name)].filter((name) => name.name === written.name);
        const read = names.find((name) => name.start > written.end && isCallBetween(written, name, wrapper));
        if (read !== undefined) return { name: written.name, written, read };
      }
    }
    return undefined;
  });
}

/** Whether a class's instances are decorators that enter themselves around each call: the same instance for all calls. */
export function isSharedDecorator(cls: Node): boolean {
  const isContextDecorator = outsideBases(cls).includes('contextlib.ContextDecorator');
  if (isContextDecorator) return methodOf(cls, '_recreate_cm') === undefined;
  const call = methodOf(cls, '__call__');
  const self = call?.child(Role.Parameter)?.name;
  return (
    call !== undefined &&
    [...call.descendants(Form.WithItem)].some(
      (item) => item.child(Role.Context)?.form === Form.Name && item.child(Role.Context)?.name === self,
    )
  );
}

function remembered(node: Node, find: () => CallState | undefined): CallState | undefined {
  const { behaviour } = node.module;
  let memo = known.get(behaviour);
  if (memo === undefined) {
    memo = new Map();
    known.set(behaviour, memo);
  }
  let state = memo.get(node.id);
  if (state === undefined) {
    state = find() ?? null;
    memo.set(node.id, state);
  }
  return state ?? undefined;
}

/** `self.start = time()`: plain stores of something that is another in each call, in a method or a function in it. */
function storesIn(fn: Node, method = fn): Node[] {
  const self = method.child(Role.Parameter)?.name;
  const stores: Node[] = [];
  for (const assign of fn.descendants(Form.Assign)) {
    const value = assign.assignedValue;
    if (value === undefined || CONSTANTS.has(value.form) || runningCode(assign).id !== fn.id) continue;
    for (const target of assign.childrenIn(Role.Target)) {
      const isOwn = target.form === Form.Attribute && target.child(Role.Object)?.form === Form.Name;
      if (isOwn && target.child(Role.Object)!.name === self) stores.push(target);
    }
  }
  return stores;
}

const CONSTANTS: ReadonlySet<number> = new Set([Form.None, Form.True, Form.False, Form.Number, Form.String]);

function readsOf(name: string, fn: Node, method = fn): Node[] {
  const self = method.child(Role.Parameter)?.name;
  return [...fn.descendants(Form.Attribute)].filter(
    (node) => node.name === name && node.role !== Role.Target && node.child(Role.Object)?.name === self,
  );
}

/** Whether a function runs something else between two places: the call that it is put around. */
function isCallBetween(from: Node, to: Node, fn: Node): boolean {
  const statement = from.statement;
  return callGraphOf(fn.module)
    .callsRunBy(fn)
    .some((call) => call.start > statement.end && call.end <= to.start && !call.contains(to));
}

function isOuter(name: Node, wrapper: Node): boolean {
  const scope = name.scope.scopeOf(name.name);
  const isDeclared = wrapper.ownScope?.own(name.name).some(({ kind }) => kind === BindingKind.NonlocalDeclaration);
  return scope?.node?.isFunction === true && !scope.node.is(wrapper) && isDeclared !== false;
}

function hasLock(node: Node): boolean {
  const { locks, isUncertain } = locksHeldAt(node);
  return isUncertain || locks.length > 0;
}

/** Whether a method takes something like a lock, whatever it is called on. */
function takesLock(method: Node): boolean {
  return [...method.descendants(Form.Attribute)].some(({ name }) =>
    /^(acquire|__enter__|enter_context|lock|flock|lockf)$/.test(name),
  );
}
