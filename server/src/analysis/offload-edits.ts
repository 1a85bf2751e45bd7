/** Edits that make a coroutine wait without blocking: an awaited sleep, or the same call in a thread. */
import { Flag, Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { importedFor } from './import-edits.ts';
import { ASYNC_LIBRARIES } from './library/event-loops.ts';
import { mayUse } from './program/environment.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { symbolOf } from './program/value.ts';
import type { BlockingCall } from './summaries/blocking-call.ts';
import type { OrmEvaluation } from './summaries/orm-evaluations.ts';

export type AsyncLibrary = 'asyncio' | 'anyio' | 'trio';

/** What runs a call in a thread: what to write of the library's before the function, and whether it takes keywords too. */
interface ThreadRunner {
  readonly start: string;
  readonly takesKeywords: boolean;
}

/** `asyncio.to_thread` is new in Python 3.9: https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread */
function runnerOf(library: AsyncLibrary, { environment }: Module): ThreadRunner {
  if (library !== 'asyncio') return { start: 'to_thread.run_sync(', takesKeywords: false };
  if (mayUse(environment, 3, 9)) {
    return { start: 'to_thread(', takesKeywords: true };
  }
  return { start: 'get_running_loop().run_in_executor(None, ', takesKeywords: false };
}

/** `asyncio.to_thread(f, …)`: the function, perhaps with arguments, in a thread, as the module's code may write it. */
export function inThread(library: AsyncLibrary, call: string, module: Module): string {
  return `${library}.${runnerOf(library, module).start}${call})`;
}

/**
 * `time.sleep(x)` becomes `await asyncio.sleep(x)`, another call `f(x)` becomes `await asyncio.to_thread(f, x)`, or what the
 * Python has that the code must run on; with the import if it is missing. Undefined where `await` may not stand, and where it is not sure to do the same.
 */
export function awaitedInstead({ node, how, name, model, isAwaited }: BlockingCall, library: AsyncLibrary): Edit[] {
  const callee = node.child(Role.Callee);
  if (how !== 'call' || callee === undefined || !mayAwait(node)) return [];
  const imported = isMeantForLibrary(node) ? undefined : importedFor(node, library);
  if (imported === undefined) return [];
  if (name === 'time.sleep') {
    const isPlain = node.children.length === 2 && node.args.length === 1 && node.args[0]!.form !== Form.Star;
    if (!isPlain) return [];
    const edits = [{ range: callee.range, text: `${isAwaited ? '' : 'await '}${imported.name}.sleep` }];
    return [...imported.edits, ...(isAwaited ? edits : inParentheses(node, edits))];
  }
  if (!model.isMovable || node.isAwaited) return [];
  const moved = movedToThread(node, callee, imported.name, library);
  return moved === undefined ? [] : [...imported.edits, ...inParentheses(node, moved)];
}

/** `await` in a comprehension changes what it is, and in a class body it is an error. */
function mayAwait(node: Node): boolean {
  const fn = node.code;
  if (fn === undefined || !fn.isAsync || fn.has(Flag.Broken) || fn.ownScope === undefined) return false;
  return node.scope.is(fn.ownScope) && node.role !== Role.Decorator;
}

/** `asyncio.run(f())` becomes `await f()`; no edit where `await` may not stand, or where it is not given a call alone. */
export function awaitedInPlace(call: Node): Edit[] {
  const [coroutine] = call.args;
  if (!mayAwait(call) || call.isAwaited || coroutine?.form !== Form.Call) return [];
  if (call.childrenIn(Role.Argument).length !== 1) return [];
  const { start, end } = coroutine;
  return inParentheses(call, [
    { range: { start: call.start, end: start }, text: 'await ' },
    { range: { start: end, end: call.end }, text: '' },
  ]);
}

/** `rows.get(…)` becomes `await rows.aget(…)`, `for row in rows:` becomes `async for row in rows:`. */
export function awaitedTwin({ node, how, twin }: OrmEvaluation): Edit[] {
  if (!mayAwait(node)) return [];
  const callee = node.child(Role.Callee);
  if (how === 'call' && twin !== undefined && callee?.form === Form.Attribute) {
    const renamed = { range: { start: callee.end - callee.name.length, end: callee.end }, text: twin };
    if (node.isAwaited) return [renamed];
    return inParentheses(node, [{ range: { start: node.start, end: node.start }, text: 'await ' }, renamed]);
  }
  const loop = how === 'iteration' && node.role === Role.Iterable ? node.parent : undefined;
  // What `iterator()` gives has a twin of its own.
  if (loop?.form !== Form.For || callee?.name === 'iterator' || node.form === Form.Name) return [];
  return [{ range: { start: loop.start, end: loop.start }, text: 'async ' }];
}

/** `gather(time.sleep(1), …)`, `to_thread(print, time.sleep(1))`: what is meant is another call altogether. */
function isMeantForLibrary(node: Node): boolean {
  const callee = node.role === Role.Argument ? node.parent?.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  const root = symbolOf(callee)?.split('.', 1)[0] ?? '';
  return ASYNC_LIBRARIES.has(root) || /^(run_in_executor|create_task|start_soon|submit)$/.test(callee.name);
}

function movedToThread(call: Node, callee: Node, imported: string, library: AsyncLibrary): Edit[] | undefined {
  const { text } = call.module;
  const { start: open, takesKeywords } = runnerOf(library, call.module);
  const runner = `await ${imported}.${open}`;
  const args = call.childrenIn(Role.Argument);
  const bracket = /^\s*\(/.exec(text.slice(callee.end, call.end));
  if (bracket === null) return undefined;
  const inner = callee.end + bracket[0].length;
  // `f(x for x in xs)`: the parentheses are the generator expression's own.
  if (args.length === 1 && args[0]!.form === Form.Comprehension && args[0]!.start < inner) return undefined;
  if (!takesKeywords && args.some(({ form }) => form === Form.Keyword || form === Form.DoubleStar)) {
    // These take no keyword arguments for the function.
    if (args.some(hasEffect) || hasEffect(callee)) return undefined;
    const start = { range: { start: call.start, end: call.start }, text: `${runner}lambda: ` };
    return [start, { range: { start: call.end, end: call.end }, text: ')' }];
  }
  const rest = text.slice(inner, call.end);
  const separator = args.length === 0 ? '' : /^\s*[\r\n]/.test(rest) ? ',' : ', ';
  return [{ range: { start: call.start, end: inner }, text: `${runner}${callee.text}${separator}` }];
}

/** Whether it matters when, and in which thread, an expression is evaluated. */
function hasEffect(node: Node): boolean {
  return [Form.Await, Form.Yield, Form.NamedExpr, Form.Call].some(
    (form) => node.form === form || node.descendants(form).next().done === false,
  );
}

/** `await f()` needs parentheses where a call, an attribute or a subscript follows. */
function inParentheses(call: Node, edits: Edit[]): Edit[] {
  const isFollowed = call.role === Role.Object || call.role === Role.Callee;
  if (!isFollowed) return edits;
  const before = edits.map((edit, index) => (index === 0 ? { ...edit, text: `(${edit.text}` } : edit));
  const last = before.at(-1)!;
  if (last.range.end === call.end) return [...before.slice(0, -1), { ...last, text: `${last.text})` }];
  return [...before, { range: { start: call.end, end: call.end }, text: ')' }];
}
