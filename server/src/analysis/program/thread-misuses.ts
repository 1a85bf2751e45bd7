/** Threads and processes that are made or started in a way that cannot work, by the code that does it alone. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { lookUp } from '../library/results.ts';
import { type ArgumentsModel, GIVEN_ARGUMENTS } from '../library/thread-classes.ts';
import { callsNamed } from './called-names.ts';
import { hasOwn } from './classes.ts';
import { runningCode } from './code.ts';
import { endsLoop, leaves, loopsAround, statementsBefore } from './control-flow.ts';
import { handlersAround, isExpectedToRaise } from './handlers.ts';
import { keptByChunk, keptBySurface } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { startedBaseOf, startedClassOf } from './started-classes.ts';
import { onlyValueOf } from './usage.ts';
import { functionOf, provenanceOf, type Value } from './value.ts';

/** `args=(x)`: what stands there is no tuple. */
export interface NoTuple {
  readonly kind: 'no-tuple';
  readonly given: Node;
  /** What it is instead: 'a string'; undefined where nobody knows, and it is alone in parentheses for one parameter. */
  readonly is?: string;
  /** Whether it stands in parentheses, which make no tuple. */
  readonly isInParentheses: boolean;
  readonly call: Node;
}

/** `t.run()` for `t.start()`. */
export interface RunHere {
  readonly kind: 'run';
  readonly call: Node;
  /** Whether it is the library's own class, which is for nothing else. */
  readonly isPlain: boolean;
}

/** A second `t.start()`. */
export interface Restart {
  readonly kind: 'restart';
  readonly call: Node;
  /** The `start()` before it, or the loop that comes to the same one again. */
  readonly before: Node;
}

/** In source order. */
export function threadMisusesIn(module: Module): (NoTuple | RunHere | Restart)[] {
  const calls = callsIn(module).filter((misuse) => misuse.kind !== 'run' || !hasOther(misuse.call, 'start'));
  return [...calls, ...restartsIn(module)].sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf(misuse: NoTuple | RunHere | Restart): number {
  return (misuse.kind === 'no-tuple' ? misuse.given : misuse.call).start;
}

const callsIn = keptByChunk((module, chunk) =>
  module.rowsIn(chunk, Form.Call).flatMap((call): (NoTuple | RunHere)[] => {
    const { form, name } = call.child(Role.Callee)!;
    if (form === Form.Attribute && name === 'run') return runHere(call);
    return form === Form.Name || GIVING_NAMES.has(name) ? noTuple(call) : [];
  }),
);

const GIVING_NAMES: ReadonlySet<string> = lastNames(Object.keys(GIVEN_ARGUMENTS));

function noTuple(call: Node): NoTuple[] {
  const callee = call.child(Role.Callee)!;
  // Most calls have no such argument.
  if (callee.form === Form.Name && call.keyword('args') === undefined && call.args.length < 2) return [];
  const value = provenanceOf(callee);
  const name =
    value.kind === 'symbol'
      ? value.name
      : value.kind === 'class' && call.keyword('target') !== undefined
        ? startedBaseOf(value.node)
        : undefined;
  const model = name === undefined ? undefined : lookUp(GIVEN_ARGUMENTS, name);
  const given = model === undefined ? undefined : call.argument(model.position, model.keyword);
  if (model === undefined || given === undefined) return [];
  const isInParentheses = hasParentheses(given);
  const is = wordFor(given);
  if (is === undefined && !(isInParentheses && isForOneParameter(given, call, model))) return [];
  return [{ kind: 'no-tuple', given, isInParentheses, call, ...(is === undefined ? {} : { is }) }];
}

function hasParentheses({ module: { text }, start, end }: Node): boolean {
  return /[(]\s*$/.test(text.slice(0, start).slice(-20)) && /^\s*[)]\s*[,)]/.test(text.slice(end, end + 40));
}

/** What an expression surely is that is no sequence of arguments. */
function wordFor(given: Node): string | undefined {
  const value = provenanceOf(given);
  switch (value.kind) {
    case 'display':
      return wordForDisplay(value.made, given);
    case 'function':
    case 'method':
      return 'a function';
    case 'class':
      return 'a class';
    default:
      return undefined;
  }
}

function wordForDisplay(made: Node, given: Node): string | undefined {
  switch (made.form) {
    case Form.String:
      // Of one character, a string has the one argument that is meant.
      return made.has(Flag.Interpolated) || made.text.replace(/^\w*(['"]+)|(['"]+)$/g, '').length !== 1
        ? 'a string'
        : undefined;
    case Form.Number:
      return 'a number';
    case Form.True:
    case Form.False:
      return 'a bool';
    case Form.Dict:
      return given.is(made) && made.children.length > 0 ? 'a dict' : undefined;
    default:
      return undefined;
  }
}

/** A plain value, alone in parentheses, for a function of the program that needs just one. */
function isForOneParameter(given: Node, call: Node, { target }: ArgumentsModel): boolean {
  if (given.form !== Form.Name && given.form !== Form.Attribute) return false;
  if (/arg|param|tuple|list|seq|^\w*s$/i.test(given.name) || isCollected(given)) return false;
  const argument = call.argument(target.position, target.keyword);
  const value: Value = argument === undefined ? { kind: 'unknown' } : provenanceOf(argument);
  const fn = value.kind === 'partial' ? undefined : functionOf(value);
  if (fn === undefined || provenanceOf(given).kind === 'display') return false;
  const params = fn.childrenIn(Role.Parameter).slice(value.kind === 'method' ? 1 : 0);
  return params.length === 1 && params[0]!.child(Role.Default) === undefined && !params[0]!.has(ANY_NUMBER);
}

const ANY_NUMBER = Flag.VarArgs | Flag.KwArgs;

/** `*args` of a function is a tuple. */
function isCollected(name: Node): boolean {
  const bindings = name.form === Form.Name ? (name.scope.scopeOf(name.name)?.own(name.name) ?? []) : [];
  return bindings.some(({ node }) => node.form === Form.Param && node.has(ANY_NUMBER));
}

function runHere(call: Node): RunHere[] {
  const callee = call.child(Role.Callee)!;
  const object = callee.child(Role.Object)!;
  // A test may well run the code of a thread in its own.
  if (call.module.isTest || call.args.length > 0) return [];
  if (object.form === Form.Call && object.child(Role.Callee)!.name === 'super') return [];
  const made = provenanceOf(object);
  if (startedClassOf(made) === undefined) return [];
  if (made.kind === 'instance') return [{ kind: 'run', call, isPlain: true }];
  // A method that calls `self.run()` may be there for that.
  const isOther = made.kind === 'object' && made.made.form !== Form.Class;
  return isOther && !isChosen(call) ? [{ kind: 'run', call, isPlain: false }] : [];
}

/** Whether the module also calls this method of the same object: somebody knows the difference. */
function hasOther(call: Node, method: string): boolean {
  const object = call.child(Role.Callee)!.child(Role.Object)!;
  const scope = object.form === Form.Name ? object.scope.scopeOf(object.name) : undefined;
  return [...call.module.named(new Set([method]), Form.Attribute)].some((other) => {
    const started = other.role === Role.Callee ? other.child(Role.Object)! : undefined;
    if (started?.text !== object.text) return false;
    return scope === undefined || started.scope.scopeOf(started.name)?.is(scope) === true;
  });
}

/** In a branch: run here in one case, elsewhere in another. */
function isChosen(call: Node): boolean {
  for (const around of call.ancestors()) {
    if (around.isFunction) return false;
    if (around.form === Form.If || around.form === Form.Conditional) return true;
  }
  return false;
}

interface Start {
  readonly call: Node;
  readonly made: Node;
}

const startsIn = keptByChunk((module, chunk): Start[] =>
  callsNamed(module, chunk, START).flatMap((call) => {
    const made = madeOf(call);
    return made === undefined ? [] : [{ call, made }];
  }),
);
const START: ReadonlySet<string> = new Set(['start']);

/** Where the thread is made whose `start()` this is, if under a name that nothing else is given. */
function madeOf(call: Node): Node | undefined {
  const callee = call.child(Role.Callee)!;
  const object = callee.form === Form.Attribute && callee.name === 'start' ? callee.child(Role.Object) : undefined;
  if (object?.form !== Form.Name || call.args.length > 0) return undefined;
  const value = provenanceOf(object);
  if ((value.kind !== 'instance' && value.kind !== 'object') || value.made.form !== Form.Call) return undefined;
  if (startedClassOf(value) === undefined || (value.kind === 'object' && hasOwn(value.of, 'start'))) return undefined;
  return onlyValueOf(object)?.is(value.made) ? value.made : undefined;
}

const restartsIn = keptBySurface((module: Module): readonly Restart[] => {
  const starts = startsIn(module).filter(({ call }) => !isExpectedToFail(call));
  return starts.flatMap(({ call, made }): Restart[] => {
    const code = runningCode(call);
    if (runningCode(made) !== code && runningCode(made).id !== code.id) return [];
    const before = starts.find((other) => other.made.is(made) && surelyComesBefore(other.call, call));
    if (before !== undefined) return [{ kind: 'restart', call, before: before.call }];
    const loop = [...loopsAround(call)].find((around) => !around.contains(made));
    const isAgain = loop !== undefined && isInEachTurn(call, loop) && !endsLoop(call, loop);
    return isAgain ? [{ kind: 'restart', call, before: loop }] : [];
  });
});

/** `try: t.start() except RuntimeError`, `with pytest.raises(RuntimeError):`. */
function isExpectedToFail(call: Node): boolean {
  return handlersAround(call).length > 0 || isExpectedToRaise(call);
}

/** Whether both run, the one before the other, whenever the second does. */
function surelyComesBefore(first: Node, second: Node): boolean {
  if (first.start >= second.start || runningCode(first).id !== runningCode(second).id) return false;
  const { statement } = first;
  if (!statement.is(first)) return false;
  // The statements of a module stand in no block.
  if (statement.parent === undefined) return true;
  for (const before of statementsBefore(second, undefined)) if (before.is(statement)) return true;
  return false;
}

/** Directly in the body of the loop, and nothing there leaves it. */
function isInEachTurn(call: Node, loop: Node): boolean {
  const body = loop.child(Role.Body);
  if (body === undefined || call.statement.parent?.is(body) !== true) return false;
  return !FORMS_THAT_LEAVE.some((form) => [...body.descendants(form)].some(leaves));
}

const FORMS_THAT_LEAVE: readonly Form[] = [Form.Return, Form.Raise, Form.Break, Form.Continue];
