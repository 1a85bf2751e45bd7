/** Where a module's code changes what the process has once for all of its threads. */
import { Form, Role } from '../facts/forms.ts';
import { lastName, lastNames } from '../library/last-names.ts';
import { ASSIGNED, CHANGES, ENVIRONMENT, FORKS, type ProcessState } from '../library/process-state.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';

export interface ProcessChange {
  readonly state: ProcessState;
  readonly node: Node;
  readonly code: Code;
  /** Which variable of the environment, if that is written there. */
  readonly key?: string;
  /** What it is set to, if that is a constant: setting it again changes nothing. */
  readonly constant?: string;
}

/** What the calls and attributes are called in their modules, and the environment. */
const NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(CHANGES).map((name) => (name.startsWith(`${ENVIRONMENT}.`) ? 'environ' : lastName(name))),
  ...Object.keys(ASSIGNED).map(lastName),
]);

/** The last part of what is called: most calls need no closer look. */
const CALLED: ReadonlySet<string> = lastNames(Object.keys(CHANGES));

/** `from os import chdir as enter` */
function renamesAny(module: Module): boolean {
  return module
    .all(Form.ImportFrom)
    .some((node) => CALLED.has(node.child(Role.None)?.name ?? '') && / as /.test(node.text));
}

const found = new WeakMap<object, readonly ProcessChange[]>();

export function processChangesIn(module: Module): readonly ProcessChange[] {
  let changes = found.get(module.surface);
  if (changes === undefined) {
    const isNamed = [Form.Name, Form.Attribute].some((form) => !module.named(NAMES, form).next().done);
    changes = isNamed ? [...collected(module)] : [];
    found.set(module.surface, changes);
  }
  return changes;
}

function* collected(module: Module): Generator<ProcessChange> {
  const changeAt = (state: ProcessState, node: Node, more: Partial<ProcessChange> = {}): ProcessChange[] => {
    const code = runningCode(node);
    return isInChild(code, module) ? [] : [{ state, node, code, ...more }];
  };
  const isRenamed = renamesAny(module);
  for (const call of module.calls) {
    const callee = call.child(Role.Callee)!;
    if (!isRenamed && !CALLED.has(callee.name)) continue;
    const symbol = symbolOf(callee);
    const state = symbol === undefined ? undefined : CHANGES[symbol];
    if (state === undefined || isQuestion(call, symbol!)) continue;
    yield* changeAt(state, call, settingOf(call, symbol!));
  }
  for (const statement of module.all(Form.Assign)) {
    for (const target of targetsOf(statement)) {
      const isCandidate = target.form === Form.Attribute && NAMES.has(target.name);
      const state = isCandidate ? ASSIGNED[symbolOf(target) ?? ''] : undefined;
      if (state !== undefined) yield* changeAt(state, target);
      else if (isVariable(target)) yield* changeAt('environment', target, setTo(target, statement.assignedValue));
    }
  }
  for (const statement of module.rowsOf(Form.Delete)) {
    for (const target of statement.children.filter(isVariable)) yield* changeAt('environment', target, setTo(target));
  }
}

function targetsOf(statement: Node): Node[] {
  return statement
    .childrenIn(Role.Target)
    .flatMap((target) => (target.form === Form.Tuple ? target.children : [target]));
}

/** `os.environ[…]` */
function isVariable(target: Node): boolean {
  const object = target.form === Form.Subscript ? target.child(Role.Object) : undefined;
  return object !== undefined && symbolOf(object) === ENVIRONMENT;
}

function setTo(variable: Node, value?: Node): Partial<ProcessChange> {
  const key = constantOf(variable.child(Role.Index));
  const constant = constantOf(value);
  return { ...(key === undefined ? {} : { key }), ...(constant === undefined ? {} : { constant }) };
}

/** `setlocale(LC_ALL)` only asks. */
function isQuestion(call: Node, symbol: string): boolean {
  if (symbol !== 'locale.setlocale') return false;
  const value = call.argument(1, 'locale');
  return value === undefined || value.form === Form.None;
}

function settingOf(call: Node, symbol: string): Partial<ProcessChange> {
  const isOfVariable = symbol.startsWith(`${ENVIRONMENT}.`) || symbol === 'os.putenv' || symbol === 'os.unsetenv';
  const [first] = call.args;
  if (isOfVariable) {
    const key = constantOf(first);
    // What is only set where it is missing stays what it was.
    const isDefault = symbol === `${ENVIRONMENT}.setdefault`;
    const constant = isDefault ? 'default' : key === undefined ? undefined : constantOf(call.args[1]);
    return { ...(key === undefined ? {} : { key }), ...(constant === undefined ? {} : { constant }) };
  }
  // What is given back or entered is put back later, and that is another change.
  if (call.role !== Role.Statement) return {};
  const constants = call.args.map((argument) => constantOf(argument) ?? symbolOf(argument));
  return constants.length > 0 && !constants.includes(undefined) ? { constant: constants.join(' ') } : {};
}

function constantOf(value: Node | undefined): string | undefined {
  const isConstant = value?.form === Form.String || value?.form === Form.Number || value?.form === Form.None;
  return isConstant && value.children.length === 0 ? value.text : undefined;
}

/** Whether the code forks: what it changes is perhaps the child's. */
function isInChild(code: Code, module: Module): boolean {
  return callGraphOf(module)
    .callsRunBy(code)
    .some((call) => FORKS.has(symbolOf(call.child(Role.Callee)!) ?? ''));
}
