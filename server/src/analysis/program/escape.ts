/** Whether a function made in a loop outlives its turn, and how: only where the code in sight shows that it is kept. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import {
  COLLECTORS,
  HANDLER_KEYWORD,
  LATER_BY_METHOD,
  LAZY,
  REGISTERING_DECORATORS,
  type Runner,
  TASKS_OF_FUNCTIONS,
  WRAPPERS,
} from '../library/callables.ts';
import { ARGUMENT_KEEPERS, KEEPERS, SPREADERS } from '../library/containers.ts';
import { resultOf } from '../library/results.ts';
import { isGenerator } from './captures.ts';
import { methodOf } from './classes.ts';
import { endsLoop, isInTurn } from './control-flow.ts';
import { fateOfArgument, isKeptByConstructor, isLazyMap, runnerOf } from './handed-over.ts';
import type { Node } from './node.ts';
import type { Binding } from './scope.ts';
import { parameterFor, reachedReferences } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { type Sink, sinksOf } from './value-flow.ts';
import { isWaitedFor } from './waiting.ts';

export interface Escape {
  /**
   * - `collected`: in the list, set or dict that the loop, a comprehension, makes
   * - `appended`, `stored`: in a container or an object that is there after the turn
   * - `chained`: in an iterator that the next turn wraps again
   * - else who runs it later
   */
  readonly how: 'collected' | 'appended' | 'stored' | 'chained' | Runner;
  /** The expression that keeps it. */
  readonly node: Node;
}

/** What is followed: the function itself, an iterator or coroutine that will run it, or something that holds it. */
type Kind = 'function' | 'lazy' | 'container';

interface Trace {
  readonly closure: Node;
  readonly loop: Node;
  readonly seen: Set<number>;
}

const DEEPEST = 40;

/** How this closure, made in a turn of `loop`, outlives the turn; undefined where nothing shows that it does. */
export function escapeOf(closure: Node, loop: Node): Escape | undefined {
  if (loop.form !== Form.Comprehension && endsLoop(closure, loop)) return undefined;
  const trace: Trace = { closure, loop, seen: new Set() };
  if (closure.form === Form.Function) return registered(closure) ?? follow(closure, 'function', trace);
  return traced(closure, closure.form === Form.Lambda ? 'function' : 'lazy', trace);
}

/** `@app.route(path)` over a function keeps it. */
function registered(fn: Node): Escape | undefined {
  for (const decorator of fn.childrenIn(Role.Decorator)) {
    const callee = decorator.form === Form.Call ? decorator.child(Role.Callee) : decorator;
    if (callee?.form === Form.Attribute && REGISTERING_DECORATORS.has(callee.name)) {
      return { how: 'callback', node: decorator };
    }
  }
  return undefined;
}

function traced(value: Node, kind: Kind, trace: Trace): Escape | undefined {
  if (trace.seen.size > DEEPEST || trace.seen.has(value.id)) return undefined;
  trace.seen.add(value.id);
  // `fs + [f]` holds it too.
  const { parent } = value;
  if (kind === 'container' && parent?.form === Form.Binary && DISPLAYS.has(value.form))
    return traced(parent, kind, trace);
  for (const sink of sinksOf(value)) {
    const found = escapeBy(sink, kind, trace);
    if (found !== undefined) return found;
  }
  return undefined;
}

const DISPLAYS: ReadonlySet<number> = new Set([Form.List, Form.Tuple, Form.Set, Form.Dict, Form.Comprehension]);

function escapeBy(sink: Sink, kind: Kind, trace: Trace): Escape | undefined {
  const { node } = sink;
  switch (sink.kind) {
    case 'called':
      // Calling an async function or a generator function runs nothing yet.
      return kind === 'function' && isDeferred(trace.closure) ? traced(node, 'lazy', trace) : undefined;
    case 'element':
      return node.is(trace.loop) ? collected(node) : traced(node, 'container', trace);
    case 'name':
      return node.scope.scopeOf(node.name)?.is(trace.loop.scope) ? intoName(node, kind, trace) : undefined;
    case 'place':
      return intoPlace(node, trace);
    case 'augment':
      return intoAugmented(node, kind, trace);
    case 'argument':
      return intoCall(node, sink.value, kind, trace);
    default:
      return undefined;
  }
}

function isDeferred(closure: Node): boolean {
  return closure.form === Form.Function && (closure.isAsync || closure.has(Flag.Generator));
}

/** The value of a comprehension that is the loop itself: its elements are all made before the first is used. */
function collected(comprehension: Node): Escape | undefined {
  if (!isGenerator(comprehension)) return { how: 'collected', node: comprehension };
  const isCollected = sinksOf(comprehension).some(({ kind, node }) => {
    if (kind !== 'argument') return false;
    const callee = node.child(Role.Callee)!;
    return COLLECTORS.has(symbolOf(callee) ?? '') || (callee.form === Form.Attribute && SPREADERS.has(callee.name));
  });
  return isCollected ? { how: 'collected', node: comprehension } : undefined;
}

/** A variable keeps only the last one, unless the next turn wraps it: `numbers = filter(lambda n: n % p, numbers)`. */
function intoName(target: Node, kind: Kind, trace: Trace): Escape | undefined {
  const { loop } = trace;
  const value = target.parent?.form === Form.Assign ? target.parent.assignedValue : undefined;
  const isChained =
    value !== undefined &&
    reachedReferences(target).some(
      (name) => value.contains(name) && name.scope.is(target.scope) && loop.contains(name),
    );
  if (isChained && kind !== 'function') return { how: kind === 'lazy' ? 'chained' : 'appended', node: target };
  return follow(target, kind, trace);
}

/** What the rest of the turn does with the variable that holds it. */
function follow(binding: Node, kind: Kind, trace: Trace): Escape | undefined {
  for (const reference of reachedReferences(binding)) {
    if (!isInTurn(reference, trace.loop) || trace.closure.contains(reference)) continue;
    if (reference.code?.is(binding.code) === false) continue;
    const found = traced(reference, kind, trace);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A fixed place keeps only the last one; a place that differs by turn keeps them all. */
function intoPlace(place: Node, trace: Trace): Escape | undefined {
  if (isPutBack(place, trace.loop)) return undefined;
  const stored: Escape = { how: 'stored', node: place };
  const holder = holderOf(place, trace.loop);
  if (holder === 'outside') return hasVaryingPart(place, trace.loop) ? stored : undefined;
  if (holder === 'kept') return stored;
  return follow(holder, 'container', trace);
}

/** `step.run = f`, and later in the turn `step.run = old` or `del step.run`. */
function isPutBack(place: Node, loop: Node): boolean {
  for (const other of loop.descendants(place.form)) {
    if (other.role === Role.Target && other.start > place.end && other.text === place.text) return true;
  }
  return false;
}

/** `fs += [f]`, `button.Click += f`. */
function intoAugmented(statement: Node, kind: Kind, trace: Trace): Escape | undefined {
  const target = statement.child(Role.Target);
  if (target === undefined || kind === 'lazy') return undefined;
  if (kind === 'function') return target.form === Form.Attribute ? { how: 'callback', node: statement } : undefined;
  return keptBy(target, statement, trace);
}

/** An object that is there after the turn keeps it; one made in the turn is followed. */
function keptBy(receiver: Node, node: Node, trace: Trace): Escape | undefined {
  const holder = holderOf(receiver, trace.loop);
  return typeof holder === 'string' ? { how: 'appended', node } : follow(holder, 'container', trace);
}

/**
 * Whose the object at the root of a place is: from `outside` the loop; `kept` by something that is, as a loop variable or what
 * one looks up by it; else the binding of the variable whose object this turn makes.
 */
function holderOf(place: Node, loop: Node): Node | 'outside' | 'kept' {
  let root = place;
  while (root.form === Form.Attribute || root.form === Form.Subscript) root = root.child(Role.Object) ?? place;
  if (root.form !== Form.Name) return root.form === Form.Call ? 'kept' : 'outside';
  const scope = root.scope.scopeOf(root.name);
  const bindings = scope?.own(root.name).filter(({ node }) => loop.contains(node) && isInTurn(node, loop)) ?? [];
  const [binding] = bindings;
  if (binding === undefined) return 'outside';
  const value = assignedBy(binding);
  if (value === undefined) return binding.kind === BindingKind.With ? binding.node : 'kept';
  if (value.form === Form.Attribute || value.form === Form.Subscript || value.form === Form.Name) {
    return hasVaryingPart(value, loop) ? 'kept' : 'outside';
  }
  const callee = value.form === Form.Call ? value.child(Role.Callee) : undefined;
  const isLookup = callee?.form === Form.Attribute && (callee.name === 'get' || callee.name === 'setdefault');
  return isLookup ? 'kept' : binding.node;
}

/** The value of the assignment that binds a name, also as one of several: `a, b = value`. */
function assignedBy({ kind, node }: Binding): Node | undefined {
  if (kind !== BindingKind.Assign) return undefined;
  let target = node.parent;
  while (target?.form === Form.Tuple || target?.form === Form.List) target = target.parent;
  return target?.form === Form.Assign ? target.assignedValue : undefined;
}

/** Whether a part of this expression is another one in another turn: an index, or what a call gives. */
function hasVaryingPart(expression: Node, loop: Node): boolean {
  const parts = [expression, ...expression.descendants(Form.Name), ...expression.descendants(Form.Call)];
  return parts.some((part) => {
    if (part.form === Form.Call) return true;
    if (part.form !== Form.Name) return false;
    const scope = part.scope.scopeOf(part.name);
    return scope?.own(part.name).some(({ node }) => loop.contains(node) && isInTurn(node, loop)) === true;
  });
}

function intoCall(call: Node, value: Node, kind: Kind, trace: Trace): Escape | undefined {
  const callee = call.child(Role.Callee)!;
  const provenance = provenanceOf(callee);
  const name = provenance.kind === 'symbol' ? provenance.name : '';
  const isMethod = callee.form === Form.Attribute;
  if (WRAPPERS.has(name)) return traced(call, kind, trace);
  // Nobody takes the results, so nobody waits for them.
  if (isLazyMap(name) && call.role === Role.Statement) return runBy('pool', call, kind, trace);
  if (LAZY.has(name) || isLazyMap(name)) return traced(call, 'lazy', trace);
  const keyword = value.parent?.form === Form.Keyword ? value.parent.name : '';
  if (COLLECTORS.has(name)) {
    return kind === 'container' || (name === 'builtins.dict' && keyword !== '')
      ? traced(call, 'container', trace)
      : undefined;
  }
  const runner = runnerOf(name) ?? (isMethod && kind !== 'container' ? LATER_BY_METHOD.get(callee.name) : undefined);
  if (runner !== undefined) return runBy(runner, call, kind, trace);
  if (kind === 'function' && HANDLER_KEYWORD.test(keyword)) return { how: 'callback', node: call };
  if (isMethod) {
    const object = callee.child(Role.Object)!;
    const position = call.args.findIndex((arg) => arg.is(value));
    if (KEEPERS[callee.name] === position) return keptBy(object, call, trace);
    if (SPREADERS.has(callee.name) && (kind === 'container' || keyword !== '')) return keptBy(object, call, trace);
  }
  if (name === 'builtins.setattr') {
    const [object, attribute] = call.args;
    const isVarying = [object, attribute].some((arg) => arg !== undefined && hasVaryingPart(arg, trace.loop));
    return isVarying ? { how: 'stored', node: call } : undefined;
  }
  const position = call.args.findIndex((arg) => arg.is(value));
  if (ARGUMENT_KEEPERS[name] === position) return keptBy(call.args[0]!, call, trace);
  return intoOwn(call, value, kind, trace);
}

function runBy(runner: Runner, call: Node, kind: Kind, trace: Trace): Escape | undefined {
  const { closure, loop } = trace;
  const takesFunction = TASKS_OF_FUNCTIONS.test(symbolOf(call.child(Role.Callee)!) ?? '');
  if (runner === 'task' && kind !== 'lazy' && !closure.isAsync && !takesFunction) return undefined;
  if (isWaitedFor(call, loop) || (runner === 'process' && isStarted(call))) return undefined;
  const callee = call.child(Role.Callee)!;
  const receiver = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const holder = receiver === undefined ? 'outside' : holderOf(receiver, loop);
  if (typeof holder !== 'string') {
    // `with ThreadPoolExecutor() as pool:` inside the turn waits for what it runs; a future may be waited for by name.
    if (holder.parent?.form === Form.WithItem || isWaitedFor(receiver!, loop) || diesWithTurn(holder)) return undefined;
  }
  return { how: runner, node: call };
}

/** Whether an object made in the turn is used by its attributes only, and is given nothing that could keep it. */
function diesWithTurn(binding: Node): boolean {
  const made = binding.parent?.form === Form.Assign ? binding.parent.assignedValue : undefined;
  if (made?.form !== Form.Call || provenanceOf(made).kind === 'unknown') return false;
  const isGiven = [Form.Name, Form.Attribute].some((form) =>
    made.childrenIn(Role.Argument).some((arg) => arg.form === form || arg.child(Role.Value)?.form === form),
  );
  return !isGiven && reachedReferences(binding).every((reference) => reference.role === Role.Object);
}

/** A process that is started in the turn has its own copy of the variables from then on. */
function isStarted(call: Node): boolean {
  const isStart = ({ kind, node }: Sink): boolean => kind === 'attribute' && node.name === 'start';
  return sinksOf(call).some(
    (sink) =>
      isStart(sink) ||
      (sink.kind === 'name' && reachedReferences(sink.node).some((reference) => sinksOf(reference).some(isStart))),
  );
}

/** Classes keep what they are given, as far as is known; functions of this module are looked into. */
function intoOwn(call: Node, value: Node, kind: Kind, trace: Trace): Escape | undefined {
  const provenance = provenanceOf(call.child(Role.Callee)!);
  if (provenance.kind === 'symbol') {
    const isClass = resultOf(provenance.name) === provenance.name && provenance.receiver === undefined;
    const makesClass = provenance.name === 'builtins.type' && call.args.length === 3;
    return (isClass && kind !== 'lazy') || makesClass ? traced(call, 'container', trace) : undefined;
  }
  const position = call.args.findIndex((arg) => arg.is(value));
  const param = parameterFor(call, provenance, value, position);
  if (provenance.kind === 'class') {
    const isKept =
      param === undefined ? methodOf(provenance.node, '__init__') === undefined : isKeptByConstructor(param);
    return isKept ? traced(call, 'container', trace) : undefined;
  }
  const fate = param === undefined ? undefined : fateOfArgument(param);
  if (fate === 'returned') return traced(call, kind, trace);
  return fate === undefined || isWaitedFor(call, trace.loop) ? undefined : { how: fate, node: call };
}
