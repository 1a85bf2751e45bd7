/** Changes that a process makes to its own copy of something, and that its parent waits for in vain. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { classOf, linearBases } from '../program/classes.ts';
import { type Code, codesOf, functionIn, runningCode } from '../program/code.ts';
import { areExclusive } from '../program/control-flow.ts';
import type { Module } from '../program/module.ts';
import { mutableOf } from '../program/mutable.ts';
import type { Node } from '../program/node.ts';
import { onlyValueOf, referencesTo, usesOf } from '../program/usage.ts';
import { provenanceOf } from '../program/value.ts';
import { type Access, accessesTo, isChanged, valuesOf } from '../summaries/accesses.ts';
import { isSelf, rootOf, type SharedState, stateAt } from '../summaries/shared-state.ts';
import type { ExecutionContext } from './execution-context.ts';
import { createJoins } from './joins.ts';
import { type Placement, placementOf } from './placement.ts';

export interface ChangeInProcess {
  /** What changes it, in code that runs in processes alone. */
  readonly change: Node;
  /** What is changed, as the user writes it. */
  readonly name: string;
  readonly context: ExecutionContext;
  /** Where the parent reads its own one afterwards. */
  readonly read: Node;
  readonly isContainer: boolean;
}

/** One for each function and state, in source order. */
export function* changesInProcessesIn(module: Module): Generator<ChangeInProcess> {
  const placement = placementOf(module);
  if (!placement.contexts.some(({ kind }) => kind === 'process')) return;
  for (const code of codesOf(module).codes) {
    const fn = functionIn(code);
    const contexts = placement.contextsOf(code);
    if (fn === undefined || contexts.length === 0 || !contexts.every(isProcess)) continue;
    yield* changesOfStates(fn, contexts, placement);
    yield* changesOfArguments(fn, contexts);
  }
}

function isProcess({ kind }: ExecutionContext): boolean {
  return kind === 'process';
}

/** `total += 1` of a global, `self.result = …` of the object whose method the process runs. */
function* changesOfStates(
  fn: Node,
  contexts: readonly ExecutionContext[],
  placement: Placement,
): Generator<ChangeInProcess> {
  const seen = new Set<string>();
  for (const root of [...fn.descendants(Form.Name), ...fn.descendants(Form.Attribute)]) {
    if (!isChanged(root) || runningCode(root).id !== fn.id) continue;
    const state = stateAt(root);
    if (state === undefined || state.kind === 'cell' || seen.has(state.key)) continue;
    seen.add(state.key);
    const all = accessesTo(state);
    const change = all.find(({ code, kind }) => code.id === fn.id && kind !== 'read');
    if (change === undefined || !isPlain(change, state) || isKeptByParent(all, state, placement)) continue;
    for (const context of contexts) {
      const read = all.find(
        (access) =>
          access.kind === 'read' &&
          isParents(access.code, placement) &&
          isSameObject(access, change, context) &&
          isAfter(access.node, context),
      );
      if (read === undefined) continue;
      const isContainer = !isRebinding(change);
      yield { change: change.node, name: rootOf(change.place)!.text, context, read: read.node, isContainer };
      break;
    }
  }
}

/** Whether something else than processes runs it. */
function isParents(code: Code, placement: Placement): boolean {
  const contexts = placement.contextsOf(code);
  return contexts.some((context) => !isProcess(context));
}

/** What the parent changes too is what it wants to know itself; giving it its first value does not count. */
function isKeptByParent(all: readonly Access[], state: SharedState, placement: Placement): boolean {
  return all.some(({ kind, code, node }) => {
    if (kind === 'read' || !isParents(code, placement)) return false;
    const fn = functionIn(code);
    if (state.kind === 'attribute') return fn?.name !== '__init__';
    return fn !== undefined || node.form !== Form.Assign;
  });
}

/** Whether a change of the value itself stays in the process: plain values and containers, nothing that is shared on purpose. */
function isPlain(change: Access, state: SharedState): boolean {
  // `self.count += 1` leaves the kind of value as it is.
  const values = valuesOf(state).filter(({ parent }) => parent?.form !== Form.AugAssign);
  if (isRebinding(change) && change.node.form === Form.Assign) return true;
  return values.length > 0 && values.every((value) => PLAIN.has(value.form) || mutableOf(value) !== undefined);
}

const PLAIN: ReadonlySet<Form> = new Set<Form>([
  Form.None,
  Form.True,
  Form.False,
  Form.Number,
  Form.String,
  Form.Tuple,
]);

/** `total = …`, `self.total += …`, and not `totals[key] = …`. */
function isRebinding({ place }: Access): boolean {
  return place.role === Role.Target && place.form !== Form.Subscript;
}

/** Whether the read is of the very object that the process has a copy of; there is one of globals and class attributes. */
function isSameObject(read: Access, change: Access, { origin, entry }: ExecutionContext): boolean {
  if (change.state.kind !== 'attribute') return true;
  const { receiver } = change;
  const method = functionIn(change.code);
  // A method of the object that the process runs.
  if (receiver === undefined || method === undefined || !isSelf(receiver, method)) return false;
  const [own, run] = [classOf(method), entry === undefined ? undefined : classOf(entry)];
  if (own === undefined || run === undefined || read.receiver === undefined || origin === undefined) return false;
  const isOfObject = linearBases(run).some((base) => base.kind === 'class' && base.node.is(own)) || own.is(run);
  if (!isOfObject) return false;
  const value = provenanceOf(read.receiver);
  if (value.kind !== 'object') return false;
  if (value.made.is(origin)) return true;
  return origin.childrenIn(Role.Argument).some((argument) => {
    const given = argument.form === Form.Keyword ? argument.child(Role.Value) : argument;
    const object = given?.form === Form.Attribute ? given.child(Role.Object) : undefined;
    const sent = object === undefined ? undefined : provenanceOf(object);
    return sent?.kind === 'object' && sent.made.is(value.made);
  });
}

/** How far callers are followed. */
const DEEPEST = 4;

/** Whether the process has been started, or has even ended, whenever a place is reached. Errs towards no. */
function isAfter(place: Node, context: ExecutionContext, depth = 0): boolean {
  const start = context.start ?? context.origin;
  const code = runningCode(place);
  if (start === undefined || depth > DEEPEST) return false;
  const isBefore = (node: Node): boolean => node.end <= place.start && !areExclusive(node, place);
  if (createJoins(context)(code).some(isBefore)) return true;
  if (runningCode(start).id === code.id && isBefore(start)) return true;
  const starting = functionsThatStart(start);
  const graph = callGraphOf(place.module);
  const isStart = (call: Node): boolean => isBefore(call) && starting.has(graph.target(call)?.id ?? -1);
  if (graph.callsRunBy(code).some(isStart)) return true;
  const fn = functionIn(code);
  if (fn === undefined || starting.has(fn.id)) return false;
  return graph.callSites(fn).some((site) => isAfter(site, context, depth + 1));
}

/** The functions that start the process when they are called, directly or through others. */
function functionsThatStart(start: Node): ReadonlySet<number> {
  const found = new Set<number>();
  const pending: Node[] = [];
  const reach = (code: Code): void => {
    const fn = functionIn(code);
    if (fn === undefined || found.has(fn.id)) return;
    found.add(fn.id);
    pending.push(fn);
  };
  reach(runningCode(start));
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    for (const site of callGraphOf(fn.module).callSites(fn)) reach(runningCode(site));
  }
  return found;
}

/** `Process(target=work, args=(results,))`, where `work` changes its parameter and the parent then reads `results`. */
function* changesOfArguments(fn: Node, contexts: readonly ExecutionContext[]): Generator<ChangeInProcess> {
  const seen = new Set<number>();
  for (const context of contexts) {
    const { origin, entry } = context;
    if (origin?.form !== Form.Call || !entry?.is(fn)) continue;
    const start = context.start ?? origin;
    for (const [position, argument] of argumentsOf(origin).entries()) {
      const param = fn.childrenIn(Role.Parameter)[position];
      const made = madeLocally(argument, origin);
      if (param === undefined || made === undefined || seen.has(param.id) || param.text.startsWith('*')) continue;
      const use = usesOf(param, made.value).find(({ kind, node }) => kind === 'mutate' && fn.contains(node));
      const read = use === undefined ? undefined : readAfter(made.references, start);
      if (use === undefined || read === undefined) continue;
      seen.add(param.id);
      const { statement } = use.node;
      const call = use.node.role === Role.Callee ? use.node.parent! : statement;
      yield { change: call, name: argument.name, context, read, isContainer: true };
    }
  }
}

/** What the function is called with: `args=(a, b)` of a process or of `apply_async`, what follows it in `submit`. */
function argumentsOf(origin: Node): readonly Node[] {
  const callee = origin.child(Role.Callee)?.name;
  if (callee === 'submit') return origin.args.slice(1);
  const packed =
    callee === 'apply' || callee === 'apply_async' ? origin.argument(1, 'args') : origin.argument(3, 'args');
  return packed?.form === Form.Tuple || packed?.form === Form.List ? packed.children : [];
}

/** A variable of the function around, or of the module, that is given a fresh list or dictionary and nothing else. */
function madeLocally(argument: Node, origin: Node) {
  const scope = argument.form === Form.Name ? argument.scope.scopeOf(argument.name) : undefined;
  const assigned = scope === undefined ? undefined : onlyValueOf(argument);
  const value = assigned === undefined ? undefined : mutableOf(assigned);
  // Objects of classes may share what they like.
  if (scope === undefined || value === undefined || value.mutators !== undefined) return undefined;
  if (assigned!.code?.id !== origin.code?.id) return undefined;
  return { value, references: referencesTo(argument.name, scope) };
}

/** A read by the parent that is no further sending. */
function readAfter(references: readonly Node[], start: Node): Node | undefined {
  const { id } = runningCode(start);
  const isSending = (node: Node): boolean => node.parent?.form === Form.Tuple && node.parent.role !== Role.Element;
  return references.find(
    (node) => node.start >= start.end && runningCode(node).id === id && !isChanged(node) && !isSending(node),
  );
}
