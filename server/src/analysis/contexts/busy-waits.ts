/** Loops that sleep and look again at state of the program, which other code changes and could tell of. */
import { Form, Role } from '../facts/forms.ts';
import { CLOCKS, QUESTIONS, SLEEPS } from '../library/polled.ts';
import { lookUp } from '../library/results.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { moduleOf, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { stateAt } from '../summaries/shared-state.ts';
import { isUnderConstruction } from './guarded-access.ts';

export interface BusyWait {
  /** What is asked in each turn. */
  readonly test: Node;
  readonly sleep: Node;
  /** What the library of the sleep has for one who waits to be told. */
  readonly event: string;
  readonly isAsync: boolean;
  /** A question to an object that one can wait for, and the call that does, if there is one for this answer. */
  readonly question?: { readonly call: Node; readonly instead?: string };
  /** Other code that changes what is asked for. */
  readonly change?: Access;
}

/**
 * In source order. Only loops that do nothing else, and whose whole test is about memory of this program: a file, another
 * process or a remote service sends no word. Errs towards none.
 */
export function busyWaitsIn(module: Module): BusyWait[] {
  return module.all(Form.While).flatMap((loop): BusyWait[] => {
    const sleep = sleepIn(loop);
    const asks = sleep === undefined ? undefined : testOf(loop);
    const model = sleep === undefined ? undefined : SLEEPS[symbolOf(sleep.child(Role.Callee)!) ?? ''];
    if (sleep === undefined || asks === undefined || model === undefined) return [];
    const { test } = asks;
    const found = partsOf(asks).map((part) => whatIsAsked(part, model.isAsync));
    const asked = found.filter((part) => part !== 'clock' && part !== undefined);
    if (asked.length === 0 || found.includes(undefined)) return [];
    const question = asked.find((part) => 'question' in part) ?? {};
    const change = asked.find((part) => 'change' in part) ?? {};
    return [{ test, sleep, ...model, ...question, ...change }];
  });
}

/** The sleep of a loop whose turn has nothing else but, in `while True:`, a test that ends it. */
function sleepIn(loop: Node): Node | undefined {
  const steps = (loop.child(Role.Body)?.children ?? []).filter(
    ({ form }) => form !== Form.String && form !== Form.Pass,
  );
  const isEndless = loop.child(Role.Test)?.form === Form.True;
  const [step, ...others] = isEndless ? steps.filter((statement) => !endsLoop(statement)) : steps;
  const call = step?.form === Form.Await ? step.children[0] : step;
  const isPlain = others.length === 0 && steps.length === (isEndless ? 2 : 1);
  return isPlain && call?.form === Form.Call ? call : undefined;
}

/** `if self.ready: break`, or `return`. */
function endsLoop(statement: Node): boolean {
  const [only, ...others] = statement.form === Form.If ? (statement.child(Role.Body)?.children ?? []) : [];
  const isEnd = only?.form === Form.Break || only?.form === Form.Return;
  return isEnd && others.length === 0 && statement.childrenIn(Role.Clause).length === 0;
}

interface Question {
  readonly test: Node;
  /** Whether the loop goes on while this is true, and not until it is. */
  readonly isWhile: boolean;
}

function testOf(loop: Node): Question | undefined {
  const header = loop.child(Role.Test);
  if (header?.form !== Form.True) return header === undefined ? undefined : { test: header, isWhile: true };
  const test = loop.child(Role.Body)!.children.find(endsLoop)?.child(Role.Test);
  return test === undefined ? undefined : { test, isWhile: false };
}

function partsOf({ test, isWhile }: Question): Question[] {
  const isNot = test.form === Form.Not;
  if (!isNot && test.form !== Form.BoolOp) return [{ test, isWhile }];
  return test.children.flatMap((part) => partsOf({ test: part, isWhile: isNot !== isWhile }));
}

type Asked = 'clock' | Pick<BusyWait, 'question'> | Pick<BusyWait, 'change'>;

/** What a part of the test is about; undefined for what may lie outside of the program, or is changed by nobody else. */
function whatIsAsked({ test: part, isWhile }: Question, isAsync: boolean): Asked | undefined {
  const calls = [part, ...part.descendants(Form.Call)].filter(({ form }) => form === Form.Call);
  const names = calls.map((call) => symbolOf(call.child(Role.Callee)!) ?? '');
  if (calls.length > 0 && names.every((name) => CLOCKS.test(name))) return 'clock';
  const outer = calls[0];
  const question = lookUp(QUESTIONS, names[0] ?? '');
  if (outer !== undefined && question !== undefined && calls.length === 1) {
    const object = outer.child(Role.Callee)!.child(Role.Object)!;
    // What waits for an event to be set does not wait for it to be cleared.
    const isAnswered = outer.is(part) && isWhile === question.isWhile;
    const instead = (isAsync ? question.awaits : question.waits).replace('{}', object.text);
    return { question: { call: outer, ...(isAnswered ? { instead } : {}) } };
  }
  const inner = outer?.is(part) ? resultOf(outer) : undefined;
  if (inner !== undefined) return whatIsAsked({ test: inner, isWhile }, isAsync);
  const isPlain = names.every((name) => name === 'builtins.len' || name === 'builtins.bool');
  if (!isPlain || [part, ...part.descendants(Form.Await)].some(({ form }) => form === Form.Await)) return undefined;
  const change = changeOf(part);
  return change === undefined ? undefined : { change };
}

/** The one expression that a function without arguments gives back: `def is_ready(self): return self._ready`. */
function resultOf(call: Node): Node | undefined {
  const fn = callGraphOf(call.module).target(call);
  const steps = (fn?.child(Role.Body)?.children ?? []).filter(({ form }) => form !== Form.String);
  const [only, ...others] = steps;
  const isPlain = only?.form === Form.Return && others.length === 0 && call.childrenIn(Role.Argument).length === 0;
  return isPlain && !fn!.isAsync ? only.child(Role.Value) : undefined;
}

/** A change, by other code of the program, of a state that an expression looks at. */
function changeOf(part: Node): Access | undefined {
  const places = [Form.Name, Form.Attribute].flatMap((form) => [
    ...(part.form === form ? [part] : []),
    ...part.descendants(form),
  ]);
  const code = runningCode(part);
  for (const place of places) {
    // `self.client.is_open` changes with the client, and not with which one it is.
    if (place.role === Role.Object && place.parent?.form === Form.Attribute) continue;
    const state = stateAt(place);
    if (state === undefined) continue;
    const change = accessesTo(state, 'changes').find(
      (access) =>
        access.code.id !== code.id &&
        'form' in access.code &&
        (!moduleOf(access.code).isTest || part.module.isTest) &&
        !isUnderConstruction(access),
    );
    if (change !== undefined) return change;
  }
  return undefined;
}
