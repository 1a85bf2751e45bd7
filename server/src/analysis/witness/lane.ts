/** Names what runs a piece of code, and where that is: "thread 1 · worker, jobs.py:14". */
import type { ExecutionContext } from '../contexts/execution-context.ts';
import { Form, Role } from '../facts/forms.ts';
import { type Code, functionIn } from '../program/code.ts';
import { lineOf } from '../program/line-of.ts';
import type { Node } from '../program/node.ts';
import { fitted, onOneLine } from './display-text.ts';
import type { Lane, RaceStep, WitnessPlace } from './witness.ts';

export interface LaneOptions {
  /** What the lane does first. */
  readonly node: Node;
  /** The function or module whose code does it. */
  readonly code: Code;
  readonly context: string;
}

export function laneOf({ node, code, context }: LaneOptions): Lane {
  const fn = functionIn(code);
  return { context, code: fn === undefined ? '' : nameOf(fn), place: placeOf(node) };
}

/** 'visit', 'Counter.add', 'lambda' */
export function nameOf(code: Node): string {
  if (code.form === Form.Lambda) return 'lambda';
  const owner = code.parent?.parent;
  return owner?.form === Form.Class ? `${owner.name}.${code.name}` : code.name;
}

/** What a lane does at a node, shown by its text or by another one. */
export function stepAt(node: Node, step: Pick<RaceStep, 'lane' | 'action' | 'state'> & { text?: string }): RaceStep {
  const text = onOneLine(step.text ?? node.text);
  return { ...step, text, short: fitted(text, SHORT), place: placeOf(node) };
}

/** In columns: what is shown of a step where there is little room. */
export const SHORT = 24;

/** What two contexts are called; the same words are told apart by numbers. */
export function contextNames(a: ExecutionContext, b: ExecutionContext): readonly [string, string] {
  if (a.kind === 'event-loop' && b.kind === 'event-loop') return ['task 1', 'task 2'];
  const [first, second] = [NAMES[a.kind], NAMES[b.kind]];
  return first === second ? [`${first} 1`, `${second} 2`] : [first, second];
}

const NAMES: Readonly<Record<ExecutionContext['kind'], string>> = {
  import: 'import',
  main: 'main thread',
  'event-loop': 'event loop',
  thread: 'thread',
  executor: 'pool thread',
  process: 'process',
  'signal-handler': 'signal handler',
  finalizer: 'finalizer',
};

export function placeOf(node: Node): WitnessPlace {
  const { module, range } = node;
  const { path } = module;
  return module.isNotebook ? { path, range } : { path, range, line: lineOf(node) };
}

/** 'price()', of a call whose callee has a name; 'with lock', of what a `with` statement enters. */
export function calledName(call: Node): string {
  if (call.role === Role.Context) return `with ${onOneLine(call.text)}`;
  const callee = call.child(Role.Callee);
  const isNamed = callee?.form === Form.Name || callee?.form === Form.Attribute;
  return isNamed ? `${callee.name}()` : 'the call';
}
