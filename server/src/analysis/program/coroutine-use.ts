/** What becomes of the coroutine that a call makes: it runs within the task that makes it, or as a task of its own. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { KEEPERS } from '../library/containers.ts';
import { RUNNERS, TASK_STARTERS, TASK_WAITERS } from '../library/event-loops.ts';
import type { Node } from './node.ts';
import { parameterFor, reachedReferences } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

/**
 * - `awaited`: by the code that makes it, or by whoever that returns it to
 * - `task`: a task of its own
 * - `main`: what starts the loop runs it, and the loop ends with it
 * - `unknown`: given to something that may do either
 */
export interface CoroutineUse {
  readonly kind: 'awaited' | 'task' | 'main' | 'unknown';
  /** What waits for the task, if the code that starts it does so at once: `await gather(f())`, `async with TaskGroup()`. */
  readonly waits?: Node;
}

const AWAITED: CoroutineUse = { kind: 'awaited' };
const UNKNOWN_USE: CoroutineUse = { kind: 'unknown' };

/** Longest way followed through lists and variables. */
const DEEPEST = 5;

/** The use of the coroutine that this call of an `async def` makes. */
export function useOfCoroutine(value: Node, depth = 0): CoroutineUse {
  if (depth > DEEPEST) return UNKNOWN_USE;
  // `async with f():` of an asynchronous generator.
  if (value.role === Role.Context) return AWAITED;
  let found: CoroutineUse = UNKNOWN_USE;
  for (const { kind, node, value: arrived } of sinksOf(value)) {
    const use = useBy(kind, node, arrived, depth);
    if (use.kind === 'task' || use.kind === 'main') return use;
    if (use.kind !== 'unknown') found = use;
  }
  return found;
}

function useBy(kind: string, node: Node, value: Node, depth: number): CoroutineUse {
  switch (kind) {
    case 'await':
    case 'return':
    // `return f().__await__()`
    case 'attribute':
      return AWAITED;
    case 'element':
      return useOfCoroutine(node, depth + 1);
    case 'iterate':
      // `*coroutines` among the arguments of a call; `async for row in rows():`.
      return node.form === Form.Star ? useOfCoroutine(node, depth + 1) : AWAITED;
    case 'name':
      return useOfVariable(node, depth);
    case 'argument':
      return useByCall(node, value, depth);
    default:
      return UNKNOWN_USE;
  }
}

function useOfVariable(target: Node, depth: number): CoroutineUse {
  let found: CoroutineUse = UNKNOWN_USE;
  for (const reference of reachedReferences(target)) {
    const use = useOfCoroutine(reference, depth + 1);
    if (use.kind === 'task' || use.kind === 'main') return use;
    if (use.kind !== 'unknown') found = use;
  }
  return found;
}

function useByCall(call: Node, value: Node, depth: number): CoroutineUse {
  const callee = call.child(Role.Callee)!;
  const name = symbolOf(callee) ?? '';
  if (RUNNERS.has(name)) return { kind: 'main' };
  if (TASK_STARTERS.has(name)) {
    const waits = waiterOf(call, 0);
    return { kind: 'task', ...(waits === undefined ? {} : { waits }) };
  }
  if (TASK_WAITERS.has(name)) return AWAITED;
  const holder = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const own = parameterFor(
    call,
    provenanceOf(callee),
    value,
    call.args.findIndex((arg) => arg.is(value)),
  );
  // `run_soon(f())` of a function of the program: what it does with its parameter.
  if (own !== undefined) return useOfVariable(own, depth + 1);
  const isKept = holder?.form === Form.Name && KEEPERS[callee.name] === call.args.findIndex((arg) => arg.is(value));
  if (!isKept) return UNKNOWN_USE;
  const [binding] = holder.scope.scopeOf(holder.name)?.own(holder.name) ?? [];
  return binding?.kind === BindingKind.Assign ? useOfVariable(binding.node, depth + 1) : UNKNOWN_USE;
}

/** What waits for what this call starts: an `await` around it, or the end of `async with TaskGroup()`. */
export function waiterOf(call: Node, depth: number): Node | undefined {
  const group = call.form === Form.Call ? call.child(Role.Callee)?.child(Role.Object) : undefined;
  const [binding] = group?.form === Form.Name ? (group.scope.scopeOf(group.name)?.own(group.name) ?? []) : [];
  if (binding?.kind === BindingKind.With) return binding.node.statement;
  if (depth > DEEPEST) return undefined;
  for (const { kind, node } of sinksOf(call)) {
    if (kind === 'await') return node;
    if (kind === 'argument' && TASK_WAITERS.has(symbolOf(node.child(Role.Callee)!) ?? '')) {
      return waiterOf(node, depth + 1);
    }
    if (kind === 'element' || (kind === 'iterate' && node.form === Form.Star)) return waiterOf(node, depth + 1);
    if (kind === 'name') return waiterByName(node, call, depth);
  }
  return undefined;
}

/** `task = create_task(f())`, then `await task`, and no other `await` between the two. */
function waiterByName(target: Node, call: Node, depth: number): Node | undefined {
  for (const reference of reachedReferences(target)) {
    const waits = waiterOf(reference, depth + 1);
    if (waits === undefined || !waits.contains(reference)) continue;
    const isBetween = ({ start, end }: Node): boolean => start > call.end && end < waits.start;
    if (![...(call.code?.descendants(Form.Await) ?? [])].some(isBetween)) return waits;
  }
  return undefined;
}
