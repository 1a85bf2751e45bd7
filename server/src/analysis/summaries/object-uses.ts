/** Where code uses objects of the libraries that one thread at a time may use, and which variable or attribute holds them. */
import { Form, Role } from '../facts/forms.ts';
import { isHarmless, type ThreadUnsafe, threadUnsafeClass, threadUnsafeModule } from '../library/thread-unsafe.ts';
import { runningCode } from '../program/code.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { parameterFor, referencesTo } from '../program/usage.ts';
import { provenanceOf, type Value } from '../program/value.ts';
import { type HeldUse, handOverBy, holderOf, isOneFor, mayHandOver } from './held-objects.ts';

/** A call of a method, or something else that uses the object; `place` names the object as the user writes it. */
export interface ObjectUse extends HeldUse {
  readonly model: ThreadUnsafe;
  /** What makes the object, when that is known; undefined for a module's functions. */
  readonly made: Node | undefined;
  /** The method, or the function that is given the object. */
  readonly by: string;
  /** Whether what is handed over is the method itself: `to_thread(connection.commit)`; no code of the program runs it. */
  readonly isMethod?: boolean;
}

const known = new WeakMap<object, readonly ObjectUse[]>();

/** The uses in a module, in source order. */
export function objectUsesIn(module: Module): readonly ObjectUse[] {
  // What a function does with its arguments depends on its body.
  let uses = known.get(module.behaviour);
  if (uses === undefined) {
    uses = candidatesIn(module)
      .flatMap((candidate) => [...usesBy(candidate)])
      .sort((a, b) => a.node.start - b.node.start);
    known.set(module.behaviour, uses);
  }
  return uses;
}

/** What may be a use by what it names alone: a call with the value of its callee, or what `with` and `for` are given. */
interface Candidate {
  readonly node: Node;
  readonly value?: Value;
}

/** The cheap question, which rules most code out: its answer outlives edits of the bodies of functions elsewhere. */
const candidatesIn: (module: Module) => readonly Candidate[] = keptBySurface((module) => [...findCandidates(module)]);

function* findCandidates(module: Module): Generator<Candidate> {
  for (const node of module.calls) {
    const callee = node.child(Role.Callee);
    const value = callee === undefined ? undefined : provenanceOf(callee);
    if (value === undefined) continue;
    const isCandidate =
      value.kind === 'symbol'
        ? mayBeUse(value) || mayHandOver(value.name)
        : (value.kind === 'function' || value.kind === 'method') && modelledArguments(node).length > 0;
    if (isCandidate) yield { node, value };
  }
  for (const node of [...module.all(Form.With), ...module.all(Form.For)]) {
    if (node.isAsync) continue;
    const entered = node.form === Form.With ? node.childrenIn(Role.Clause).map((item) => item.child(Role.Context)) : [];
    for (const object of node.form === Form.With ? entered : [node.child(Role.Iterable)]) {
      if (object !== undefined && modelOf(object) !== undefined) yield { node: object };
    }
  }
}

function* usesBy({ node, value }: Candidate): Generator<ObjectUse> {
  if (value === undefined) yield* useOf(node, node, 'with');
  else if (value.kind !== 'symbol') yield* usesByCallee(node, value);
  else if (mayBeUse(value)) yield* usesByCall(node, node.child(Role.Callee)!, value);
  else yield* handOvers(node, value.name);
}

/** The model of what a variable or attribute holds. */
function modelOf(object: Node): ThreadUnsafe | undefined {
  if (object.form !== Form.Name && object.form !== Form.Attribute) return undefined;
  const value = provenanceOf(object);
  return value.kind === 'instance' ? threadUnsafeClass(value.of) : undefined;
}

function modelledArguments(call: Node): { readonly object: Node; readonly model: ThreadUnsafe }[] {
  return argumentsOf(call).flatMap((object) => {
    const model = modelOf(object);
    return model === undefined ? [] : [{ object, model }];
  });
}

/** A method of a class in the table, or a function of a module in it. */
function mayBeUse({ name, receiver }: Value & { kind: 'symbol' }): boolean {
  if (receiver === undefined) return threadUnsafeModule(name) !== undefined;
  if (receiver.kind === 'instance') return threadUnsafeClass(receiver.of) !== undefined;
  return threadUnsafeClass(name.slice(0, name.lastIndexOf('.'))) !== undefined;
}

/** `session.add(x)`, `plt.plot(xs)`. */
function* usesByCall(call: Node, callee: Node, { name, receiver }: Value & { kind: 'symbol' }): Generator<ObjectUse> {
  if (receiver === undefined) {
    const found = threadUnsafeModule(name);
    if (found === undefined || isHarmless(found.model, callee.name)) return;
    const state = { kind: 'global', key: `module:${found.of}`, name: found.of, module: call.module } as const;
    const place = callee.child(Role.Object) ?? callee;
    const code = runningCode(call);
    yield { state, kind: 'read', place, node: call, code, model: found.model, made: undefined, by: callee.name };
  } else if (callee.form === Form.Attribute) yield* useOf(callee.child(Role.Object)!, call, callee.name, name);
}

/** The use of an object by `node`; `name` is the method's qualified name, where it is one of a subclass of the program. */
function* useOf(object: Node, node: Node, by: string, name = ''): Generator<ObjectUse> {
  const value = provenanceOf(object);
  const made = value.kind === 'instance' || value.kind === 'object' ? value.made : undefined;
  const of = value.kind === 'instance' ? value.of : name.slice(0, name.lastIndexOf('.'));
  const model = made === undefined || of === '' ? undefined : threadUnsafeClass(of);
  if (model === undefined || isHarmless(model, by) || !isText(of, made!)) return;
  const held = holderOf(object);
  if (held === undefined) return;
  yield { ...held, kind: 'read', place: object, node, code: runningCode(node), model, made, by };
}

/** Files opened for bytes have a lock of their own. */
function isText(of: string, made: Node): boolean {
  if (of !== 'io.TextIOWrapper') return true;
  if (made.form !== Form.Call) return false;
  const mode = made.argument(made.child(Role.Callee)?.form === Form.Attribute ? 0 : 1, 'mode');
  return mode?.form === Form.String && /[wax]/.test(mode.name) && !mode.name.includes('b');
}

/** `save(session, row)` where `save` uses its first argument. */
function* usesByCallee(call: Node, value: Value): Generator<ObjectUse> {
  for (const { object, model } of modelledArguments(call)) {
    const param = parameterFor(
      call,
      value,
      object,
      call.args.findIndex((arg) => arg.is(object)),
    );
    if (param !== undefined && usesOfParameter(param, model).length > 0) {
      yield* useOf(object, call, call.child(Role.Callee)!.name);
    }
  }
}

/** The calls by which a function uses the object that it is given; those of functions that it gives it to count too. */
function usesOfParameter(param: Node, model: ThreadUnsafe, depth = 0): readonly Node[] {
  const fn = param.parent!;
  return referencesTo(param.name, fn.ownScope!).filter((reference) => {
    const { parent } = reference;
    if (parent === undefined) return false;
    if (reference.role === Role.Object && parent.form === Form.Attribute) {
      return parent.role === Role.Callee && !isHarmless(model, parent.name);
    }
    if (reference.role === Role.Context || reference.role === Role.Iterable) return true;
    const call = reference.role === Role.Argument && parent.form === Form.Call ? parent : undefined;
    if (call === undefined || depth > 2) return false;
    const position = call.args.findIndex((arg) => arg.is(reference));
    const next = parameterFor(call, provenanceOf(call.child(Role.Callee)!), reference, position);
    return next !== undefined && !next.is(param) && usesOfParameter(next, model, depth + 1).length > 0;
  });
}

function argumentsOf(call: Node): Node[] {
  return call.childrenIn(Role.Argument).map((arg) => (arg.form === Form.Keyword ? arg.child(Role.Value)! : arg));
}

/** `Thread(target=work, args=(connection,))`, `pool.submit(work, connection)`, `to_thread(connection.commit)`. */
function* handOvers(call: Node, name: string): Generator<ObjectUse> {
  const handed = handOverBy(call, name);
  if (handed === undefined) return;
  const { run } = handed;
  const value = provenanceOf(run);
  if (value.kind === 'symbol' && value.receiver !== undefined && run.form === Form.Attribute) {
    for (const use of useOf(run.child(Role.Object)!, call, run.name, value.name)) {
      yield { ...use, handedBy: call, isMethod: true };
    }
  }
  for (const { object, param } of handed.given) {
    const [use] = [...useOf(object, call, '')];
    const first =
      use === undefined || !isOneFor(call, use.made, use) ? undefined : usesOfParameter(param, use.model)[0];
    if (use === undefined || first === undefined) continue;
    const isCalled = first.parent?.role === Role.Callee;
    const node = isCalled ? first.parent.parent! : first;
    const by = isCalled ? first.parent.name : '';
    yield { ...use, place: first, node, code: runningCode(first), by, handedBy: call };
  }
}
