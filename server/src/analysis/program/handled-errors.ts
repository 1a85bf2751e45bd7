/** Whether a function takes care of its errors itself, so that nobody needs to ask how it went. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from './call-graph.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf, symbolOf } from './value.ts';

/** How far calls are followed. */
const DEEPEST = 3;

/**
 * - `all`: whatever its work may raise, by a `try` with `except Exception` that ends it or speaks of it, in a loop or a
 *   `with` too, by a decorator, or by functions that do so; or it does nothing that fails
 * - `some`: by a `try` for other exceptions
 * - `none`: nothing
 *
 * What stands beside the `try` is not asked.
 */
export function handledErrors(fn: Node, depth = 0): 'all' | 'some' | 'none' {
  const body = fn.child(Role.Body);
  if (body === undefined || depth > DEEPEST) return 'none';
  const own = fn.form === Form.Lambda ? 'none' : handledIn(body);
  if (own === 'all' || fn.childrenIn(Role.Decorator).some(isCatching) || isHarmless(fn, depth)) return 'all';
  return own;
}

/** Whether nothing in it is likely to fail, or what may takes care of itself. */
function isHarmless(fn: Node, depth: number): boolean {
  const isOwn = ({ code }: Node): boolean => code?.is(fn) === true;
  if ([...fn.descendants(Form.Raise), ...fn.descendants(Form.Assert)].some(isOwn)) return false;
  const graph = callGraphOf(fn.module);
  return graph.callsRunBy(fn).every((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form === Form.Attribute && HARMLESS_METHODS.has(callee.name)) return true;
    const target = graph.target(call);
    // A coroutine that is only made: `create_task(work())`.
    if (target?.isAsync === true && !call.isAwaited) return true;
    if (target !== undefined) return target.is(fn) || handledErrors(target, depth + 1) === 'all';
    return HARMLESS.test(symbolOf(callee) ?? '');
  });
}

/** Calls that do not fail where they are used as they are meant to be. */
const HARMLESS =
  /^(logging|time|queue|threading|builtins\.(print|len|str|repr|range|enumerate|isinstance|getattr|hasattr|list|dict|set|super|id|type))\b|^asyncio\.(sleep|create_task|Event|Queue|Task|Lock|get_running_loop)\b|^functools\.partial$|^contextlib\.suppress$/;
const HARMLESS_METHODS: ReadonlySet<string> = new Set([
  ...['append', 'add', 'discard', 'clear', 'extend', 'setdefault', 'items', 'values', 'keys', 'copy', 'format', 'join'],
  ...['put', 'put_nowait', 'set', 'is_set', 'wait', 'acquire', 'release', 'notify', 'notify_all', 'cancel', 'done'],
  ...['debug', 'info', 'warning', 'error', 'exception', 'critical', 'emit'],
]);

function handledIn(block: Node): 'all' | 'some' | 'none' {
  let found: 'all' | 'some' | 'none' = 'none';
  for (const statement of block.children) {
    const { form } = statement;
    const clauses =
      form === Form.Try ? statement.childrenIn(Role.Clause).filter((clause) => clause.form === Form.Except) : [];
    if (clauses.some(isBroad)) return 'all';
    if (form === Form.With && statement.childrenIn(Role.Clause).some(suppressesAll)) return 'all';
    if (clauses.length > 0) found = 'some';
    const inner = BLOCKS.has(form) ? statement.child(Role.Body) : undefined;
    const within = inner === undefined ? 'none' : handledIn(inner);
    if (within === 'all') return 'all';
    if (within === 'some') found = 'some';
  }
  return found;
}

const BLOCKS: ReadonlySet<Form> = new Set([Form.Try, Form.With, Form.While, Form.For, Form.If]);

/** `except Exception:`, unless all that it does is to raise. */
function isBroad(clause: Node): boolean {
  const type = clause.child(Role.ExceptionType);
  const types = type?.form === Form.Tuple ? type.children : [type];
  if (!types.some((one) => one === undefined || BROAD.has(one.name))) return false;
  const raises = [...clause.descendants(Form.Raise)].filter(({ code }) => code?.id === clause.code?.id);
  const isSpoken = [...clause.descendants(Form.Call)].some((call) => !raises.some((raised) => raised.contains(call)));
  return raises.length === 0 || isSpoken;
}

/** `@log_exceptions` of the program: the function that it puts around the other one catches everything. */
function isCatching(decorator: Node): boolean {
  const callee = decorator.form === Form.Call ? decorator.child(Role.Callee) : decorator;
  const definition = callee === undefined ? undefined : functionOf(provenanceOf(callee));
  if (definition === undefined) return false;
  return [...definition.descendants(Form.Function)].some((inner) => {
    const body = inner.child(Role.Body);
    return body !== undefined && handledIn(body) === 'all';
  });
}

function suppressesAll(item: Node): boolean {
  const context = item.child(Role.Context);
  if (context?.form !== Form.Call || symbolOf(context.child(Role.Callee)!) !== 'contextlib.suppress') return false;
  return context.args.some(({ name }) => BROAD.has(name));
}

const BROAD: ReadonlySet<string> = new Set(['Exception', 'BaseException']);
