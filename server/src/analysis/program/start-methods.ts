/** By which start method the processes of a program start: what its code chooses, or the defaults of platform and version. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import {
  CHOOSES_START_METHOD,
  isStartMethod,
  MAKES_CONTEXT,
  STARTS_PROCESSES,
  type Started,
  type StartMethod,
} from '../library/processes.ts';
import { callsNamed } from './called-names.ts';
import { linearBases } from './classes.ts';
import { isTargetAtLeast } from './environment.ts';
import { mayShareRun } from './imports.ts';
import { keptByChunk, keptByProgram, keptBySurface } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import type { Program } from './program.ts';
import { provenanceOf, symbolOf, type Value } from './value.ts';

/** A call after which there is another process. */
export interface ProcessStart {
  readonly call: Node;
  readonly started: Started;
  /** The class, pool, executor or context that is called or asked: it says how the process starts. */
  readonly made: Value | undefined;
}

/** The methods that a start may use. */
export interface StartMethods {
  /** None where the code chooses one that is not to be seen. */
  readonly methods: readonly StartMethod[];
  /** The code that chooses; undefined for the defaults. */
  readonly chosenBy?: Node;
}

/**
 * The defaults. Linux forks until 3.13 and uses a server from 3.14 on; macOS since 3.8 and Windows spawn. On which of them
 * the code runs nobody says, so only the fork may be ruled out.
 * Source: https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
 */
const UNTIL_3_13: readonly StartMethod[] = ['fork', 'spawn'];
const SINCE_3_14: readonly StartMethod[] = ['forkserver', 'spawn'];
const UNKNOWN_METHODS: readonly StartMethod[] = [];

/** The calls of a module that start processes, in source order. */
export const processStartsIn = keptByChunk((module, chunk): readonly ProcessStart[] =>
  callsNamed(module, chunk, LAST_NAMES).flatMap((call) => processStartAt(call) ?? []),
);

const LAST_NAMES: ReadonlySet<string> = lastNames(Object.keys(STARTS_PROCESSES));

function processStartAt(call: Node): ProcessStart | undefined {
  const callee = call.child(Role.Callee);
  if (callee === undefined) return undefined;
  const value = provenanceOf(callee);
  const started = value.kind === 'symbol' ? STARTS_PROCESSES[value.name] : undefined;
  if (value.kind !== 'symbol' || started === undefined) return undefined;
  return { call, started, made: value.receiver };
}

/** By which methods the processes of this start may start. */
export function startMethodsOf({ call, made }: ProcessStart): StartMethods {
  return methodsOf(made, call.module);
}

/** The same for what a call makes: `Process(…)`, `Pool(…)`, `ProcessPoolExecutor(…)`. */
export function startMethodsOfMade(call: Node): StartMethods {
  const callee = call.child(Role.Callee);
  const value = callee === undefined ? undefined : provenanceOf(callee);
  if (value?.kind === 'symbol') {
    return methodsOf(value.receiver ?? { kind: 'instance', of: value.name, made: call }, call.module);
  }
  return methodsOf(value?.kind === 'class' ? { kind: 'object', of: value.node, made: call } : undefined, call.module);
}

/**
 * The same for what hands a function over to processes: `Process(target=f)`, `pool.map(f, xs)`, a subclass of `Process`. The
 * workers of Celery and of servers that fork know one way only.
 */
export function startMethodsOfOrigin(origin: Node): StartMethods {
  if (origin.form === Form.Class) return methodsOf({ kind: 'object', of: origin, made: origin }, origin.module);
  const callee = origin.form === Form.Call ? origin.child(Role.Callee) : undefined;
  const value = callee === undefined ? undefined : provenanceOf(callee);
  if (value?.kind === 'class') return startMethodsOfMade(origin);
  if (value?.kind !== 'symbol') return FORKED;
  if (value.name.includes('InterpreterPool')) return { methods: UNKNOWN_METHODS, chosenBy: origin };
  if (value.name.endsWith('.run_in_executor')) {
    const pool = origin.argument(0, 'executor');
    return pool === undefined ? { methods: UNKNOWN_METHODS } : methodsOf(provenanceOf(pool), origin.module);
  }
  if (!/^(multiprocessing|concurrent\.futures)\./.test(value.name)) return FORKED;
  return value.receiver === undefined ? startMethodsOfMade(origin) : methodsOf(value.receiver, origin.module);
}

const FORKED: StartMethods = { methods: ['fork'] };

function methodsOf(made: Value | undefined, module: Module): StartMethods {
  if (made?.kind === 'object') {
    // `class Worker(context.Process)`
    const base = linearBases(made.of).find(({ kind }) => kind === 'symbol');
    return methodsOf(base?.kind === 'symbol' ? base.receiver : undefined, module);
  }
  if (made?.kind !== 'instance') return defaultsOf(module);
  const { made: call } = made;
  // Known by an annotation alone: whoever made it has chosen.
  if (call.form !== Form.Call) return { methods: UNKNOWN_METHODS };
  const maker = provenanceOf(call.child(Role.Callee)!);
  if (maker.kind !== 'symbol') return defaultsOf(module);
  if (maker.name === MAKES_CONTEXT) return chosen(call.argument(0, 'method'), call, module);
  if (maker.name === 'concurrent.futures.ProcessPoolExecutor') return methodsOfExecutor(call, module);
  return maker.receiver === undefined ? defaultsOf(module) : methodsOf(maker.receiver, module);
}

/**
 * `max_tasks_per_child` alone means spawn.
 * Source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor
 */
function methodsOfExecutor(call: Node, module: Module): StartMethods {
  const context = call.argument(1, 'mp_context');
  if (context !== undefined && context.form !== Form.None) {
    const value = provenanceOf(context);
    const isContext = value.kind === 'instance' && value.of === 'multiprocessing';
    return isContext ? methodsOf(value, module) : { methods: UNKNOWN_METHODS, chosenBy: context };
  }
  const replaced = call.keyword('max_tasks_per_child');
  if (replaced !== undefined && replaced.form !== Form.None) return { methods: ['spawn'], chosenBy: replaced };
  return defaultsOf(module);
}

/** What the program says for all its processes, else what Python does. */
function defaultsOf(module: Module): StartMethods {
  const choices = choicesOf(module.program!).filter(
    (choice) => choice.module === module || (!choice.module.isTest && mayShareRun(choice.module, module)),
  );
  const [first] = choices;
  const defaults = isTargetAtLeast(module.environment, 3, 14) ? SINCE_3_14 : UNTIL_3_13;
  if (first === undefined) return { methods: defaults };
  const all = choices.map((call) => chosen(call.argument(0, 'method'), call, module).methods);
  if (all.some((methods) => methods.length === 0)) return { methods: UNKNOWN_METHODS, chosenBy: first };
  const isSure = choices.some((call) => !isConditional(call));
  return { methods: [...new Set([...all.flat(), ...(isSure ? [] : defaults)])], chosenBy: first };
}

function chosen(method: Node | undefined, chosenBy: Node, module: Module): StartMethods {
  // `get_context()` gives the default one; so does `None`.
  if (method === undefined || method.form === Form.None) {
    const isHidden = chosenBy.children.some(({ form }) => form === Form.Star || form === Form.DoubleStar);
    return isHidden ? { methods: UNKNOWN_METHODS, chosenBy } : defaultsOf(module);
  }
  const name = method.form === Form.String ? method.name.replace(/^['"]|['"]$/g, '') : '';
  return { methods: isStartMethod(name) ? [name] : UNKNOWN_METHODS, chosenBy };
}

/** On one platform only, or as somebody wishes; `if __name__ == '__main__'` is no condition. */
function isConditional(call: Node): boolean {
  for (const outer of call.ancestors()) {
    if (outer.isFunction) return false;
    const test = outer.form === Form.If ? outer.child(Role.Test) : undefined;
    if (test !== undefined && !/\b__name__\b/.test(test.text)) return true;
  }
  return false;
}

/** The calls of `set_start_method` in the program. */
const choicesOf = keptByProgram((program: Program): readonly Node[] => program.modules.flatMap(choicesIn));

const choicesByChunk = keptByChunk((module, chunk): readonly Node[] =>
  callsNamed(module, chunk, CHOOSING).filter((call) => symbolOf(call.child(Role.Callee)!) === CHOOSES_START_METHOD),
);

/** Asked of every module of the program, of which an edit changes one. */
const choicesIn = keptBySurface(choicesByChunk);

const CHOOSING: ReadonlySet<string> = new Set(['set_start_method']);
