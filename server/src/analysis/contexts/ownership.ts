/** Which objects an expression may be in a context, as far as that tells whether two contexts touch the same one. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { classOf, isStatic, linearBases, methodOf } from '../program/classes.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import type { Access } from '../summaries/accesses.ts';
import { isSelf } from '../summaries/shared-state.ts';
import { ASSUMED_THREADS, type ExecutionContext, isDefinition } from './execution-context.ts';
import { isOpen } from './open-functions.ts';
import { type Placement, placementOf } from './placement.ts';
import { isSharedByRuns } from './shared-by-runs.ts';

/** An object (or a call's variables), seen from one context. */
export interface Owned {
  /** Equal for what may be the same object. */
  readonly key: string;
  /**
   * - `one`: there is one in the process
   * - `given`: the context was started on it, so whoever started it has it too
   * - `own`: made in the context, or by code that the context calls
   * - `any`: some object of the class, of an assumed caller
   */
  readonly extent: 'one' | 'given' | 'own' | 'any';
  /** Where it is made, when that is known. */
  readonly made?: Node;
  /** Whether it is the thread itself: each has its own. */
  readonly isThread?: boolean;
  /** The expression by which the start names it. */
  readonly given?: Node;
  /** Whether somebody outside has it, so that nobody knows whether two threads have the same. */
  readonly isAssumed?: boolean;
}

export interface Ownership {
  /** Whether anybody else may have the object of an access: not if the context has made it. The cheap question. */
  isShared(access: Access, contexts: readonly ExecutionContext[]): boolean;
  /**
   * Whether two accesses to one state may be of the same object: never without something that shows it, `assumed` where
   * only the configuration says that there are threads that may have it.
   */
  mayBeOfSameObject(a: Access, inA: ExecutionContext, b: Access, inB: ExecutionContext): 'seen' | 'assumed' | undefined;
}

const ownerships = new WeakMap<Program, Ownership>();

export function ownershipOf(module: Module): Ownership {
  const program = module.program!;
  let ownership = ownerships.get(program);
  if (ownership === undefined) {
    ownership = createOwnership(placementOf(module));
    ownerships.set(program, ownership);
  }
  return ownership;
}

const NOTHING: readonly Owned[] = [];
const SHARED: readonly Owned[] = [{ key: 'outside', extent: 'given', isAssumed: true }];
const OWN: readonly Owned[] = [{ key: 'outside', extent: 'own' }];

/** What the contexts of a placement have; that of threads, unless one asks for another. */
export function createOwnership(placement: Placement): Ownership {
  const receivers = new Map<ExecutionContext, Map<number, readonly Owned[]>>();
  const given = new Map<ExecutionContext, readonly Owned[]>();

  /** What `self` may be when the context runs this method. */
  const receiversOf = (method: Node, context: ExecutionContext): readonly Owned[] => {
    let memo = receivers.get(context);
    if (memo === undefined) {
      memo = new Map();
      receivers.set(context, memo);
    }
    const known = memo.get(method.id);
    if (known !== undefined) return known;
    memo.set(method.id, NOTHING);
    const found = merged(findReceivers(method, context));
    memo.set(method.id, found);
    return found;
  };

  function* findReceivers(method: Node, context: ExecutionContext): Generator<Owned> {
    const isEntry = context.entry?.is(method) === true || (context === ASSUMED_THREADS && isOpen(method));
    if (isEntry) yield* givenTo(context, method);
    let isCalled = false;
    for (const site of callGraphOf(method.module).callSites(method)) {
      if (!placement.contextsOf(runningCode(site)).includes(context)) continue;
      isCalled = true;
      const callee = site.child(Role.Callee)!;
      if (provenanceOf(callee).kind === 'class') yield madeAt(site);
      else if (callee.form === Form.Attribute) {
        const receiver = callee.child(Role.Object)!;
        const isUnbound = provenanceOf(receiver).kind === 'class' && site.args[0] !== undefined;
        yield* objectsOf(isUnbound ? site.args[0]! : receiver, context);
      }
    }
    if (!isEntry && !isCalled) yield { key: 'any', extent: 'any' };
  }

  /** The objects on which a context is started: `app` in `Thread(target=app.run)`, the thread itself for a subclass. */
  const givenTo = (context: ExecutionContext, method: Node): readonly Owned[] => {
    // Somebody outside has it; who makes one has it alone for now.
    if (context.origin === undefined || context.origin.is(context.entry)) return isMaking(method) ? OWN : SHARED;
    let found = given.get(context);
    if (found === undefined) {
      given.set(context, NOTHING);
      found = merged(findGiven(context));
      given.set(context, found);
    }
    return found;
  };

  function* findGiven({ origin, entry }: ExecutionContext): Generator<Owned> {
    if (origin === undefined || entry === undefined) return;
    if (isDefinition(origin)) {
      // A thread has an object that somebody else made; a library makes a handler for each request.
      const isStarted = origin.form === Form.Class && outsideBases(origin).includes('threading.Thread');
      yield isStarted ? { key: 'any', extent: 'any', isThread: true } : { key: `object:${origin.id}`, extent: 'own' };
      return;
    }
    const value = provenanceOf(origin);
    // The object is the thread itself; a server of a class of one's own is not the handler that it makes.
    const isItself = value.kind === 'object' && value.made.is(origin) && isMethodOf(entry, value.of);
    if (origin.form === Form.Call && isItself) {
      yield { key: `object:${origin.id}`, extent: isSingleton(origin) ? 'one' : 'given', made: origin, isThread: true };
      return;
    }
    const receiver = receiverOfEntry(origin, entry);
    if (receiver === undefined) {
      // A handler class: the server makes a handler for each request.
      yield { key: `object:${origin.id}`, extent: 'own' };
      return;
    }
    for (const starter of placement.contextsOf(runningCode(origin))) {
      for (const object of objectsOf(receiver, starter)) {
        yield object.extent === 'one' ? object : { ...object, extent: 'given', given: receiver, isThread: false };
      }
    }
  }

  function objectsOf(expression: Node, context: ExecutionContext): readonly Owned[] {
    if (expression.form === Form.Name) return objectsOfName(expression, context);
    const value = provenanceOf(expression);
    if (expression.form === Form.Call && symbolOf(expression.child(Role.Callee)!) === 'builtins.super') {
      const method = expression.code;
      return method === undefined ? NOTHING : receiversOf(method, context);
    }
    if (value.kind !== 'object') return NOTHING;
    if (isSingleton(value.made)) return [madeAt(value.made)];
    if (expression.form === Form.Call) return value.made.is(expression) ? [madeAt(expression)] : NOTHING;
    const holder = expression.form === Form.Attribute ? expression.child(Role.Object) : undefined;
    if (holder === undefined) return NOTHING;
    return objectsOf(holder, context).map((object) => ({ ...object, key: `${object.key}.${expression.name}` }));
  }

  function objectsOfName(name: Node, context: ExecutionContext): readonly Owned[] {
    const scope = name.scope.scopeOf(name.name);
    const fn = scope?.node;
    if (fn?.form === Form.Function && classOf(fn) !== undefined && isSelf(name, fn) && !isStatic(fn)) {
      return objectsOfCaptured(fn, context, (inner) => receiversOf(fn, inner));
    }
    const value = provenanceOf(name);
    if (value.kind !== 'object' || value.made.form !== Form.Call) return NOTHING;
    const object = isLoopVariable(name) ? elementMadeAt(value.made) : madeAt(value.made);
    return fn?.isFunction ? objectsOfCaptured(fn, context, () => [object]) : [object];
  }

  /** What a variable of `fn` holds: its own where the context runs `fn` too, else given with the closure that it runs. */
  function objectsOfCaptured(
    fn: Node,
    context: ExecutionContext,
    objectsIn: (context: ExecutionContext) => readonly Owned[],
  ): readonly Owned[] {
    const contexts = placement.contextsOf(fn);
    if (contexts.includes(context)) return objectsIn(context);
    // Unknown code that was given the closure may well call it at once: nothing shows that somebody else does.
    if (context.isAssumed && context.kind === 'main') return NOTHING;
    return merged(contexts.flatMap(objectsIn)).map((object) =>
      object.extent === 'one' ? object : { ...object, extent: 'given' },
    );
  }

  const objectsAt = ({ state, receiver }: Access, context: ExecutionContext): readonly Owned[] => {
    if (state.kind === 'attribute') return receiver === undefined ? NOTHING : objectsOf(receiver, context);
    if (state.kind !== 'cell') return [{ key: state.key, extent: 'one' }];
    return objectsOfCaptured(state.owner!, context, () => [{ key: state.key, extent: 'own' }]);
  };

  return {
    isShared: (access, contexts) =>
      contexts.some((context) => objectsAt(access, context).some(({ extent }) => extent !== 'own')),
    mayBeOfSameObject(a, inA, b, inB) {
      const ofA = objectsAt(a, inA);
      const ofB = a === b && inA === inB ? ofA : objectsAt(b, inB);
      const isSame = (object: Owned, other: Owned): boolean =>
        inA === inB ? isSharedByRuns(object, inA) && other.key === object.key : mayBeSame(object, other);
      const isSeen = (object: Owned, other: Owned): boolean =>
        !object.isAssumed && !other.isAssumed && isSame(object, other);
      if (ofA.some((object) => ofB.some((other) => isSeen(object, other)))) return 'seen';
      return ofA.some((object) => ofB.some((other) => isSame(object, other))) ? 'assumed' : undefined;
    },
  };
}

function isMaking({ name }: Node): boolean {
  return name === '__init__' || name === '__new__';
}

function isMethodOf(fn: Node, cls: Node): boolean {
  const owner = classOf(fn);
  return linearBases(cls).some((base) => base.kind === 'class' && base.node.is(owner));
}

function madeAt(site: Node): Owned {
  return { key: `object:${site.id}`, extent: isSingleton(site) ? 'one' : 'own', made: site };
}

/** One of several that a loop goes through; where it is made tells only where one of them is. */
function elementMadeAt(site: Node): Owned {
  return { key: `object:${site.id}`, extent: 'own', made: site };
}

function isLoopVariable(name: Node): boolean {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  return bindings.some(({ kind }) => kind === BindingKind.For);
}

function mayBeSame(a: Owned, b: Owned): boolean {
  if (a.isThread && b.isThread) return false;
  if (a.extent === 'any' || b.extent === 'any') return a.extent !== 'own' && b.extent !== 'own';
  if (a.key !== b.key) return false;
  return a.extent === 'given' || b.extent === 'given' || (a.extent === 'one' && b.extent === 'one');
}

/** `app` of the bound method `app.run` that is handed over, seen through `partial`; or an object whose methods are. */
function receiverOfEntry(origin: Node, entry: Node): Node | undefined {
  // `create_task(app.run())`: the call makes the coroutine that the task runs.
  const callee = origin.form === Form.Call ? origin.child(Role.Callee) : undefined;
  if (callee !== undefined && functionOf(provenanceOf(callee))?.is(entry)) {
    return callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  }
  const assigned = origin.parent?.form === Form.Assign ? origin.parent.assignedValue : undefined;
  const given = origin.form === Form.Call ? origin.childrenIn(Role.Argument) : assigned === undefined ? [] : [assigned];
  for (const argument of given) {
    const value = argument.form === Form.Keyword ? argument.child(Role.Value) : argument;
    if (value === undefined) continue;
    const provenance = provenanceOf(value);
    if (provenance.kind === 'object' && methodOf(provenance.of, entry.name)?.is(entry)) return value;
    if (!functionOf(provenance)?.is(entry)) continue;
    const bound = value.form === Form.Call ? value.args[0] : value;
    if (bound?.form === Form.Attribute) return bound.child(Role.Object);
  }
  return undefined;
}

/** Whether a call makes the only object of its kind: at import outside of any loop, or into a global. */
function isSingleton(site: Node): boolean {
  if (site.form !== Form.Call) return false;
  const code = functionIn(runningCode(site));
  if (code === undefined) return !isInLoop(site);
  const { parent } = site;
  if (parent?.form !== Form.Assign) return false;
  return parent
    .childrenIn(Role.Target)
    .some((target) => target.form === Form.Name && target.scope.scopeOf(target.name)?.isModule === true);
}

function merged(objects: Iterable<Owned>): readonly Owned[] {
  const found = new Map<string, Owned>();
  for (const object of objects) found.set(`${object.extent} ${object.key}`, object);
  return [...found.values()];
}
