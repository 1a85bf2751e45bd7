/** Which function a call runs, by provenance alone, and from where each function is called. */
import { Form, Role } from '../facts/forms.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { functionOf, linearBases, methodOf, provenanceOf } from './value.ts';

export interface CallGraph {
  /** The function that a call runs at once; undefined when it is not known or not in the module. */
  target(call: Node): Node | undefined;
  /** The calls that run a function, by the function's id. */
  callSites(fn: Node): readonly Node[];
  /** The calls written in a function itself, nested functions and classes excluded; undefined: the module's own code. */
  callsIn(code: Node | undefined): readonly Node[];
  /** The calls that running a function may run: its own, and those of the class bodies in it. */
  callsRunBy(code: Node | undefined): readonly Node[];
  /** The calls that make an instance of a class of this module. */
  instantiations(cls: Node): readonly Node[];
  /** Calls of a method with this name, whatever the object: `t.start()`. */
  methodCalls(name: string): readonly Node[];
}

const graphs = new WeakMap<Module, CallGraph>();

/** The module's call graph; built once for each version of the module. */
export function callGraphOf(module: Module): CallGraph {
  let graph = graphs.get(module);
  if (graph === undefined) {
    graph = build(module);
    graphs.set(module, graph);
  }
  return graph;
}

const NO_NODES: readonly Node[] = [];

function build(module: Module): CallGraph {
  const targets = new Map<number, Node>();
  const sites = new Map<number, Node[]>();
  const byCode = new Map<number, Node[]>();
  const byRunner = new Map<number, Node[]>();
  const made = new Map<number, Node[]>();
  const byMethod = new Map<string, Node[]>();
  for (const call of module.calls) {
    push(byCode, codeId(call.code), call);
    push(byRunner, codeId(runningCode(call)), call);
    const callee = call.child(Role.Callee);
    if (callee === undefined) continue;
    if (callee.form === Form.Attribute) push(byMethod, callee.name, call);
    const value = provenanceOf(callee);
    if (value.kind === 'class') push(made, value.node.id, call);
    const target = value.kind === 'class' ? methodOf(value.node, '__init__') : functionOf(value);
    if (target === undefined) continue;
    targets.set(call.id, target);
    push(sites, target.id, call);
  }
  return {
    target: (call) => targets.get(call.id),
    callSites: (fn) => sites.get(fn.id) ?? NO_NODES,
    callsIn: (code) => byCode.get(codeId(code)) ?? NO_NODES,
    callsRunBy: (code) => byRunner.get(codeId(code)) ?? NO_NODES,
    instantiations: (cls) => made.get(cls.id) ?? NO_NODES,
    methodCalls: (name) => byMethod.get(name) ?? NO_NODES,
  };
}

/** The key of a piece of code: the function's id, -1 for the module's own code. A class body is its own code. */
export function codeId(code: Node | undefined): number {
  return code?.id ?? -1;
}

/** The function or the module's own code that runs a node, class bodies counted to the code around them. */
export function runningCode(node: Node): Node | undefined {
  let code = node.code;
  while (code?.form === Form.Class) code = code.code;
  return code;
}

/** The qualified names of all bases outside the module, through the bases inside it. */
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
