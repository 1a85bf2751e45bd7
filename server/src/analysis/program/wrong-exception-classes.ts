/** Handlers for a timeout or cancellation whose class is not the one that what they stand around raises. */
import { Form, Role } from '../facts/forms.ts';
import { RUNNERS } from '../library/event-loops.ts';
import { conditionsAt } from './conditions.ts';
import { isTargetAtLeast } from './environment.ts';
import { keptByChunk, keptByProgram } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { ownPauses } from './own-pauses.ts';
import { symbolOf } from './value.ts';

export interface WrongExceptionClass {
  /** What names the class. */
  readonly type: Node;
  readonly clause: Node;
  /** The class that arrives. */
  readonly right: string;
  /** What raises it. */
  readonly source: Node;
  /** From this version on there is but one class; undefined: they differ in every version that the code is to run on. */
  readonly until?: '3.11';
  /** Whether the handler does nothing but raise it again. */
  readonly isIdle: boolean;
}

/** In source order. Errs towards none: a handler that some other call in the body may be for is left alone. */
export function wrongExceptionClassesIn(module: Module): WrongExceptionClass[] {
  return candidatesIn(module).filter(
    ({ right }) => right !== 'asyncio.CancelledError' || !raisesItself(module.program!),
  );
}

const JOB_CANCELLED = 'concurrent.futures.CancelledError';

/** Whether a program raises the exception of cancelled jobs by itself, or has made a class of it: then it may come anywhere. */
const raisesItself = keptByProgram((program): boolean =>
  program.modules.some(
    (module) => module.chunks.some((_, chunk) => module.mentionsAny(chunk, NAMES)) && raisesIn(module),
  ),
);

const NAMES: ReadonlySet<string> = new Set(['CancelledError']);

function raisesIn(module: Module): boolean {
  const isIt = (node: Node | undefined): boolean => node !== undefined && symbolOf(node) === JOB_CANCELLED;
  return (
    module.all(Form.Class).some((cls) => cls.childrenIn(Role.Base).some(isIt)) ||
    module.rowsOf(Form.Raise).some((raise) => {
      const [raised] = raise.children;
      return isIt(raised?.form === Form.Call ? raised.child(Role.Callee) : raised);
    })
  );
}

const candidatesIn = keptByChunk<WrongExceptionClass>((module, chunk) => {
  const found: WrongExceptionClass[] = [];
  for (const clause of module.rowsIn(chunk, Form.Except)) {
    const type = clause.child(Role.ExceptionType);
    if (type === undefined) continue;
    for (const one of type.form === Form.Tuple ? type.children : [type]) {
      if (one.form !== Form.Name && one.form !== Form.Attribute) continue;
      const wrong = wrongClass(one, clause);
      if (wrong !== undefined) found.push(wrong);
    }
  }
  return found;
});

function wrongClass(type: Node, clause: Node): WrongExceptionClass | undefined {
  const name = symbolOf(type);
  if (name === undefined || !LOOKED_AT.has(name)) return undefined;
  const body = clause.parent?.child(Role.Body);
  if (body === undefined) return undefined;
  const raised = name.endsWith('CancelledError') ? cancellationIn(body, name) : timeoutIn(body, name);
  if (raised === undefined || catchesToo(clause.parent!, raised.right) || isForOneVersion(clause)) return undefined;
  const [only, ...others] = clause.child(Role.Body)?.children ?? [];
  return {
    ...raised,
    type,
    clause,
    isIdle: only?.form === Form.Raise && only.children.length === 0 && others.length === 0,
  };
}

const LOOKED_AT: ReadonlySet<string> = new Set([
  ...[JOB_CANCELLED, 'asyncio.CancelledError'],
  ...['builtins.TimeoutError', 'concurrent.futures.TimeoutError', 'asyncio.TimeoutError'],
]);

type Raised = Pick<WrongExceptionClass, 'right' | 'source' | 'until'>;

/** Two classes since Python 3.8: https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError */
function cancellationIn(body: Node, name: string): Raised | undefined {
  const { environment } = body.module;
  if (environment.targetPython !== undefined && !isTargetAtLeast(environment, 3, 8)) return undefined;
  const fn = body.code;
  const [pause] = fn?.form === Form.Function && fn.isAsync ? ownPauses(body, fn) : [];
  const calls = [...body.descendants(Form.Call)];
  if (name === JOB_CANCELLED) {
    const isOutcomeAsked = calls.some((call) => OUTCOMES.has(call.child(Role.Callee)?.name ?? ''));
    return pause === undefined || isOutcomeAsked ? undefined : { right: 'asyncio.CancelledError', source: pause };
  }
  const source = calls.find(isOutcomeOfJob);
  const mayRaiseIt = calls.some(mayRunLoop);
  if (source === undefined || pause !== undefined || mayRaiseIt) return undefined;
  return { right: JOB_CANCELLED, source };
}

/** Three classes in Python 3.8 to 3.10: https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.TimeoutError */
function timeoutIn(body: Node, name: string): Raised | undefined {
  const { environment } = body.module;
  if (environment.targetPython === undefined || isTargetAtLeast(environment, 3, 11)) return undefined;
  const calls = [...body.descendants(Form.Call)].filter((call) => call.code?.is(body.code) ?? body.code === undefined);
  if (name !== 'asyncio.TimeoutError') {
    const source = calls.find((call) => call.isAwaited && symbolOf(call.child(Role.Callee)!) === 'asyncio.wait_for');
    if (source !== undefined) return { right: 'asyncio.TimeoutError', source, until: '3.11' };
  }
  if (name === 'concurrent.futures.TimeoutError') return undefined;
  const source = calls.find(
    (call) => isOutcomeOfJob(call) && (call.args.length > 0 || call.keyword('timeout') !== undefined),
  );
  const mayWaitOtherwise = calls.some((call) => call.isAwaited || mayRunLoop(call));
  return source === undefined || mayWaitOtherwise
    ? undefined
    : { right: 'concurrent.futures.TimeoutError', source, until: '3.11' };
}

const OUTCOMES: ReadonlySet<string> = new Set(['result', 'exception', 'as_completed']);

/** Runs coroutines, or asks some other future. */
function mayRunLoop(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  if (isOutcomeOfJob(call)) return false;
  return /^(run\w*|result|exception)$/.test(callee.name) || RUNNERS.has(symbolOf(callee) ?? '');
}

function isOutcomeOfJob(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  if (callee.form !== Form.Attribute || (callee.name !== 'result' && callee.name !== 'exception')) return false;
  return symbolOf(callee) === `concurrent.futures.Future.${callee.name}`;
}

/** Whether the same `try` has a handler for the right class, too, or for everything. */
function catchesToo(node: Node, right: string): boolean {
  return node.childrenIn(Role.Clause).some((clause) => {
    if (clause.form !== Form.Except) return false;
    const type = clause.child(Role.ExceptionType);
    const types = type === undefined ? [] : type.form === Form.Tuple ? type.children : [type];
    return types.some((one) => symbolOf(one) === right);
  });
}

/** `if sys.version_info >= (3, 11):` */
function isForOneVersion(clause: Node): boolean {
  return conditionsAt(clause).some(({ test }) => /version_info|hexversion|\bPY_?3/.test(test.text));
}
