/** Whether a place is reached only where no event loop runs, because the code around it has asked, or has run one itself. */
import { Form, Role } from '../facts/forms.ts';
import { RUNNERS } from '../library/event-loops.ts';
import { ASYNC_FLAG, LOOP_NAME, LOOP_PROBES } from '../library/non-blocking.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import { statementsBefore, surelyPasses } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';

/**
 * In the handler of a failed look for the running event loop, where a test says that this is another thread or the
 * synchronous mode of something with two, or behind a call that runs a loop of its own. Errs towards yes.
 */
export function isOffLoop(node: Node): boolean {
  return isInHandlerOfProbe(node) || conditionsAt(node).some(saysOffLoop) || isBehindRunner(node);
}

/**
 * Behind a look for the running event loop that found one, or where a test says that this is the loop's thread. Errs
 * towards yes.
 */
export function isOnLoop(node: Node): boolean {
  if (conditionsAt(node).some(saysOnLoop)) return true;
  const asks = (statement: Node): boolean => {
    const value = statement.form === Form.Assign ? statement.assignedValue : statement;
    return value?.form === Form.Call && symbolOf(value.child(Role.Callee)!) === 'asyncio.get_running_loop';
  };
  for (const before of statementsBefore(node, node.code)) if (surelyPasses(before, asks)) return true;
  return false;
}

/** `running is loop`, `running is not None`, `running`, of a variable with the loop that runs here; `self.asynchronous`. */
function saysOnLoop({ test, holds }: Condition): boolean {
  if (isAsyncFlag(test)) return holds;
  if (isRunningLoop(test) && test.form !== Form.Compare) return holds;
  const [left, right] = test.form === Form.Compare ? test.children : [];
  if (left === undefined || right === undefined) return false;
  const isSame = (test.name === 'is' || test.name === '==') === holds;
  if (right.form === Form.None) return !isSame && isRunningLoop(left);
  return isSame && (isRunningLoop(left) || isRunningLoop(right));
}

function isInHandlerOfProbe(node: Node): boolean {
  for (const around of node.ancestors()) {
    if (around.isFunction) break;
    const tried = around.form === Form.Except ? around.parent?.child(Role.Body) : undefined;
    // A long body may fail for other reasons.
    const probes = tried === undefined || tried.children.length > 2 ? [] : [...tried.descendants(Form.Call)];
    if (probes.some(isProbe)) return true;
  }
  return false;
}

function isProbe(call: Node): boolean {
  return LOOP_PROBES.has(symbolOf(call.child(Role.Callee) ?? call) ?? '');
}

/** `not loop.is_running()`, `loop is None`, `current_thread() is not main_thread()`, `not self.asynchronous`. */
function saysOffLoop({ test, holds }: Condition): boolean {
  if (isLoop(test) || isRunningLoop(test) || isAsyncFlag(test)) return !holds;
  if (test.form === Form.Call) return symbolOf(test.child(Role.Callee)!)?.endsWith('.is_running') === true && !holds;
  if (test.form !== Form.Compare) return false;
  const [left, right] = test.children;
  if (left === undefined || right === undefined) return false;
  const isSame = (test.name === 'is' || test.name === '==') === holds;
  if (right.form === Form.None) return isSame && (isLoop(left) || isRunningLoop(left));
  if (isRunningLoop(left) || isRunningLoop(right)) return !isSame;
  const symbols = [...test.descendants(Form.Call)].map((inner) => symbolOf(inner.child(Role.Callee) ?? inner));
  return !isSame && symbols.some((name) => name === 'threading.main_thread' || name === 'threading.get_ident');
}

/** A variable with an event loop, or `None` where there is none. */
function isLoop(node: Node): boolean {
  if (node.form !== Form.Name && node.form !== Form.Attribute) return false;
  if (LOOP_NAME.test(node.name)) return true;
  const value = node.form === Form.Name ? provenanceOf(node) : undefined;
  return value?.kind === 'instance' && value.of === 'asyncio.AbstractEventLoop';
}

/** `self.asynchronous`, `in_event_loop()`, `hasattr(f, 'async_get')`: by its name, which is all that there is to go by. */
function isAsyncFlag(node: Node): boolean {
  const named = node.form === Form.Call ? node.child(Role.Callee)! : node;
  if (named.form !== Form.Name && named.form !== Form.Attribute) return false;
  if (named !== node && named.name === 'hasattr') return /async/i.test(node.args[1]?.text ?? '');
  return ASYNC_FLAG.test(named.name);
}

/**
 * The running loop, or whether there is one or it is the right one: a call that asks for it, also by a function of the
 * program, a comparison of what it says, or a variable with one of these.
 */
function isRunningLoop(node: Node): boolean {
  return node.form === Form.Name ? valuesOf(node).some(asksForRunning) : asksForRunning(node);
}

function asksForRunning(node: Node): boolean {
  if (node.form === Form.Compare) return node.children.some(asksForRunning);
  if (node.form !== Form.Call) return false;
  if (isProbe(node)) return true;
  const asker = functionOf(provenanceOf(node.child(Role.Callee)!));
  return asker !== undefined && asksForLoop(asker);
}

function valuesOf(name: Node): Node[] {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  return bindings.flatMap(({ node: { parent } }) => (parent?.form === Form.Assign ? (parent.assignedValue ?? []) : []));
}

/** `try: return asyncio.get_running_loop()` with a handler for when there is none. */
function asksForLoop(fn: Node): boolean {
  if (fn.isAsync || fn.form !== Form.Function) return false;
  if (![...fn.descendants(Form.Call)].some((call) => isProbe(call) && call.code?.is(fn))) return false;
  const results = [...fn.descendants(Form.Return)].filter(({ code }) => code?.is(fn));
  return (
    results.length > 0 &&
    results.every((result) => {
      const calls = [result.child(Role.Value)!, ...result.descendants(Form.Call)].filter(
        (at) => at?.form === Form.Call,
      );
      return calls.every(isProbe);
    })
  );
}

/** `loop.run_forever()` raises where a loop runs already, so what stands behind it is reached only where none does. */
function isBehindRunner(node: Node): boolean {
  const { code } = node;
  for (const before of statementsBefore(node, code)) if (surelyPasses(before, isRunner)) return true;
  for (const around of node.ancestors()) {
    if (around.isFunction) break;
    if (around.form !== Form.Finally && around.form !== Form.Else) continue;
    const tried = around.parent?.form === Form.Try ? around.parent.child(Role.Body) : undefined;
    if (tried?.children.some((statement) => isRunner(statement))) return true;
  }
  return false;
}

const RUNNER_METHODS: ReadonlySet<string> = new Set(['run_until_complete', 'run_forever']);

function isRunner(statement: Node): boolean {
  const value = statement.form === Form.Assign ? statement.assignedValue : statement;
  const callee = value?.form === Form.Call ? value.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  if (callee.form === Form.Attribute && RUNNER_METHODS.has(callee.name)) return true;
  return callee.name === 'run' && RUNNERS.has(symbolOf(callee) ?? '');
}
