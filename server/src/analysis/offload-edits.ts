/** Edits that make a coroutine wait without blocking: an awaited sleep, or the same call in a thread. */
import { Flag, Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { importedFor } from './import-edits.ts';
import { ASYNC_LIBRARIES } from './library/event-loops.ts';
import type { Node } from './program/node.ts';
import { symbolOf } from './program/value.ts';
import type { BlockingCall } from './summaries/blocking-call.ts';

export type AsyncLibrary = 'asyncio' | 'anyio' | 'trio';

/** What to write before the arguments of a call that a library's thread runs. */
const IN_THREAD: Readonly<Record<AsyncLibrary, string>> = {
  asyncio: 'to_thread',
  anyio: 'to_thread.run_sync',
  trio: 'to_thread.run_sync',
};

/** The name that runs a call in a thread, as code writes it. */
export function threadRunner(library: AsyncLibrary): string {
  return `${library}.${IN_THREAD[library]}`;
}

/**
 * `time.sleep(x)` becomes `await asyncio.sleep(x)`, another call `f(x)` becomes `await asyncio.to_thread(f, x)`; with the
 * import if it is missing. Undefined where `await` may not stand, and where it is not sure to do the same.
 */
export function awaitedInstead({ node, how, name, model, isAwaited }: BlockingCall, library: AsyncLibrary): Edit[] {
  const callee = node.child(Role.Callee);
  const fn = node.code;
  if (how !== 'call' || callee === undefined || fn === undefined || !fn.isAsync || fn.has(Flag.Broken)) return [];
  // `await` in a comprehension changes what it is, and in a class body it is an error.
  if (!fn.ownScope || !node.scope.is(fn.ownScope) || node.role === Role.Decorator) return [];
  const imported = isMeantForLibrary(node) ? undefined : importedFor(node, library);
  if (imported === undefined) return [];
  if (name === 'time.sleep') {
    const isPlain = node.children.length === 2 && node.args.length === 1 && node.args[0]!.form !== Form.Star;
    if (!isPlain) return [];
    const edits = [{ range: callee.range, text: `${isAwaited ? '' : 'await '}${imported.name}.sleep` }];
    return [...imported.edits, ...(isAwaited ? edits : inParentheses(node, edits))];
  }
  if (!model.isMovable || node.isAwaited) return [];
  const moved = movedToThread(node, callee, `${imported.name}.${IN_THREAD[library]}`, library);
  return moved === undefined ? [] : [...imported.edits, ...inParentheses(node, moved)];
}

/** `gather(time.sleep(1), …)`, `to_thread(print, time.sleep(1))`: what is meant is another call altogether. */
function isMeantForLibrary(node: Node): boolean {
  const callee = node.role === Role.Argument ? node.parent?.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  const root = symbolOf(callee)?.split('.', 1)[0] ?? '';
  return ASYNC_LIBRARIES.has(root) || /^(run_in_executor|create_task|start_soon|submit)$/.test(callee.name);
}

function movedToThread(call: Node, callee: Node, runner: string, library: AsyncLibrary): Edit[] | undefined {
  const { text } = call.module;
  const args = call.childrenIn(Role.Argument);
  const open = /^\s*\(/.exec(text.slice(callee.end, call.end));
  if (open === null) return undefined;
  const inner = callee.end + open[0].length;
  // `f(x for x in xs)`: the parentheses are the generator expression's own.
  if (args.length === 1 && args[0]!.form === Form.Comprehension && args[0]!.start < inner) return undefined;
  if (library !== 'asyncio' && args.some(({ form }) => form === Form.Keyword || form === Form.DoubleStar)) {
    // These take no keyword arguments for the function.
    if (args.some(hasEffect) || hasEffect(callee)) return undefined;
    const start = { range: { start: call.start, end: call.start }, text: `await ${runner}(lambda: ` };
    return [start, { range: { start: call.end, end: call.end }, text: ')' }];
  }
  const rest = text.slice(inner, call.end);
  const separator = args.length === 0 ? '' : /^\s*[\r\n]/.test(rest) ? ',' : ', ';
  return [{ range: { start: call.start, end: inner }, text: `await ${runner}(${callee.text}${separator}` }];
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
