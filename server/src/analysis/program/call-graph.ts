/** Which function a call runs, by provenance alone, and from where each function is called. */
import { Form, Role } from '../facts/forms.ts';
import { linearBases, methodOf } from './classes.ts';
import { type Code, runningCode } from './code.ts';
import type { Module } from './module.ts';
import { callersOf } from './module-callers.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf } from './value.ts';

export interface CallGraph {
  /** The function that a call in this module runs at once; undefined when it is not known or not in the program. */
  target(call: Node): Node | undefined;
  /** The functions one of which a call runs: its target, or all that a dictionary of functions holds. */
  targets(call: Node): readonly Node[];
  /**
   * The calls that run a function of any module, in the whole program; module by module, in source order. What tests
   * call of the others is left out.
   */
  callSites(fn: Node): readonly Node[];
  /** The calls written in a function itself, nested functions and classes excluded; undefined: the module's own code. */
  callsIn(code: Node | undefined): readonly Node[];
  /** The calls that running a piece of code of this module may run: its own, and those of the class bodies in it. */
  callsRunBy(code: Code): readonly Node[];
  /** The calls in the whole program that make an instance of a class. */
  instantiations(cls: Node): readonly Node[];
  /** The other modules whose functions and classes this one calls. */
  readonly calledModules: ReadonlySet<Module>;
  /** Calls of a method with this name in this module, whatever the object: `t.start()`. */
  methodCalls(name: string): readonly Node[];
}

interface OwnCalls {
  /** By the function that is called, of whatever module. */
  readonly sites: ReadonlyMap<number, readonly Node[]>;
  readonly made: ReadonlyMap<number, readonly Node[]>;
}

interface Built extends CallGraph, OwnCalls {}

const graphs = new WeakMap<object, Built>();

/** The calls of a module, with those that come from the rest of the program; built once for each state of the module. */
export function callGraphOf(module: Module): CallGraph {
  return builtFor(module);
}

function builtFor(module: Module): Built {
  let graph = graphs.get(module.surface);
  if (graph === undefined) {
    graph = build(module);
    graphs.set(module.surface, graph);
  }
  return graph;
}

const NO_NODES: readonly Node[] = [];

function build(module: Module): Built {
  const targets = new Map<number, Node>();
  const choices = new Map<number, readonly Node[]>();
  const sites = new Map<number, Node[]>();
  const byCode = new Map<number, Node[]>();
  const byRunner = new Map<number, Node[]>();
  const made = new Map<number, Node[]>();
  const byMethod = new Map<string, Node[]>();
  const calledModules = new Set<Module>();
  const consult = (other: Module): void => {
    if (other === module) return;
    calledModules.add(other);
    module.consult(other);
  };
  for (const call of module.calls) {
    push(byCode, (call.code ?? module).id, call);
    push(byRunner, runningCode(call).id, call);
    const callee = call.child(Role.Callee);
    if (callee === undefined) continue;
    if (callee.form === Form.Attribute) push(byMethod, callee.name, call);
    const value = provenanceOf(callee);
    if (value.kind === 'class') {
      push(made, value.node.id, call);
      consult(value.node.module);
    }
    const target = value.kind === 'class' ? methodOf(value.node, '__init__') : functionOf(value);
    if (target !== undefined) targets.set(call.id, target);
    const all = target === undefined ? choicesOf(callee) : [target];
    if (target === undefined && all.length > 0) choices.set(call.id, all);
    for (const fn of all) {
      push(sites, fn.id, call);
      consult(fn.module);
    }
  }
  return {
    calledModules,
    sites,
    made,
    target: (call) => targets.get(call.id),
    targets: (call) => {
      const target = targets.get(call.id);
      return target === undefined ? (choices.get(call.id) ?? NO_NODES) : [target];
    },
    callSites: (fn) => fromProgram(fn, (graph) => graph.sites.get(fn.id)),
    callsIn: (code) => byCode.get((code ?? module).id) ?? NO_NODES,
    callsRunBy: (code) => byRunner.get(code.id) ?? NO_NODES,
    instantiations: (cls) => fromProgram(cls, (graph) => graph.made.get(cls.id)),
    methodCalls: (name) => byMethod.get(name) ?? NO_NODES,
  };
}

/** `ACTIONS[name]`, `ACTIONS.get(name)` where `ACTIONS` is a dictionary of functions. */
function choicesOf(callee: Node): readonly Node[] {
  const isGet = callee.form === Form.Call && callee.child(Role.Callee)?.name === 'get';
  const holder = isGet ? callee.child(Role.Callee) : callee.form === Form.Subscript ? callee : undefined;
  const dictionary = holder?.child(Role.Object);
  const value = dictionary === undefined ? undefined : provenanceOf(dictionary);
  if (value?.kind !== 'display' || value.made.form !== Form.Dict) return NO_NODES;
  return value.made.children.flatMap((pair) => {
    const held = pair.form === Form.Pair ? pair.child(Role.Value) : undefined;
    return (held === undefined ? undefined : functionOf(provenanceOf(held))) ?? [];
  });
}

/** What the module of a definition and all that call into it know of it. */
function fromProgram({ module }: Node, find: (graph: OwnCalls) => readonly Node[] | undefined): readonly Node[] {
  const own = find(builtFor(module)) ?? NO_NODES;
  const others = callersOf(module, (caller) => builtFor(caller).calledModules).flatMap(
    (caller) => find(builtFor(caller)) ?? [],
  );
  return others.length === 0 ? own : [...own, ...others];
}

/** The qualified names of all bases outside the program, through the bases inside it. */
export function outsideBases(cls: Node): string[] {
  const names: string[] = [];
  for (const base of linearBases(cls)) {
    if (base.kind !== 'class') continue;
    for (const child of base.node.childrenIn(Role.Base)) {
      const value = child.form === Form.Keyword ? undefined : provenanceOf(child);
      if (value?.kind === 'symbol') names.push(value.name);
    }
  }
  return names;
}

function push<K>(map: Map<K, Node[]>, key: K, node: Node): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [node]);
  else list.push(node);
}
