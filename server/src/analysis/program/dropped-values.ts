/** Whether the value of an expression is let go of on the spot: nobody keeps it, and nobody asks it anything. */
import { Form, Role } from '../facts/forms.ts';
import { ENTRIES } from '../library/entries.ts';
import { lookUp } from '../library/results.ts';
import { loopsAround } from './control-flow.ts';
import type { Node } from './node.ts';
import { reachedReferences } from './usage.ts';
import { symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

/**
 * - `statement`: a statement of its own, or an arm of one
 * - `shown`: only printed or logged
 * - `collected`: in a list that is a statement of its own
 * - `callback`: the result of a lambda whose caller takes none
 * - `unused`: in a local variable that nobody asks
 * - `returned`: given to callers that drop it
 */
export interface Dropped {
  readonly how: 'statement' | 'shown' | 'collected' | 'callback' | 'unused' | 'returned';
  /** The variable of an `unused` one, where it is assigned. */
  readonly name?: Node;
}

/**
 * `unasking` are the methods of the value that neither keep it nor ask it anything: they may be called on it all the same.
 * Looks at rows of its own chunk only.
 */
export function droppedAt(value: Node, unasking: ReadonlySet<string>, depth = 0): Dropped | undefined {
  const { parent, role } = value;
  if (role === Role.Statement) return { how: 'statement' };
  if (parent === undefined || depth > DEEPEST) return undefined;
  if (parent.form === Form.Lambda && role === Role.Body) {
    return isResultIgnored(parent) ? { how: 'callback' } : undefined;
  }
  const isArm = parent.form === Form.Conditional || parent.form === Form.BoolOp;
  if (isArm && role === Role.Operand) return droppedAt(parent, unasking, depth + 1);
  const [sink, ...others] = sinksOf(value);
  if (sink === undefined || others.length > 0) return undefined;
  switch (sink.kind) {
    case 'attribute':
      return droppedByCall(sink.node, unasking);
    case 'argument':
      return SHOWING.test(symbolOf(sink.node.child(Role.Callee)!) ?? '') ? { how: 'shown' } : undefined;
    case 'element':
      // A generator expression that nobody iterates does nothing at all.
      return sink.node.role === Role.Statement && !sink.node.isGeneratorExpression ? { how: 'collected' } : undefined;
    case 'name':
      return isUnasked(sink.node, unasking, depth) ? { how: 'unused', name: sink.node } : undefined;
    case 'read':
      return sink.node.form === Form.String ? droppedAt(sink.node, unasking, depth + 1) : undefined;
    default:
      return undefined;
  }
}

const DEEPEST = 4;

/** What writes its arguments down and forgets them. */
const SHOWING =
  /^builtins\.(print|repr|str|id|type)$|^logging\.(Logger\.)?(debug|info|warning|error|exception|critical|log)$/;

/** `task.add_done_callback(f)` as a statement: the result is nothing. */
function droppedByCall(attribute: Node, unasking: ReadonlySet<string>): Dropped | undefined {
  const call = attribute.role === Role.Callee ? attribute.parent : undefined;
  return call?.role === Role.Statement && unasking.has(attribute.name) ? { how: 'statement' } : undefined;
}

/** `loop.call_soon(lambda: …)`, `signal.signal(number, lambda *_: …)`: what is called there gives nobody a result. */
function isResultIgnored(lambda: Node): boolean {
  const call = lambda.parent;
  if (call?.form !== Form.Call || lambda.role !== Role.Argument) return false;
  const name = symbolOf(call.child(Role.Callee)!) ?? '';
  const entry = IGNORING.test(name) ? lookUp(ENTRIES, name) : undefined;
  return entry !== undefined && call.argument(entry.position, entry.keyword)?.is(lambda) === true;
}

const IGNORING = /^(asyncio|signal|threading)\./;

/** Whether the variable is local to the function that assigns it and nothing asks it for anything. */
function isUnasked(target: Node, unasking: ReadonlySet<string>, depth: number): boolean {
  const fn = target.scope.scopeOf(target.name)?.node;
  if (fn?.form !== Form.Function || !fn.is(target.code)) return false;
  return reachedReferences(target).every(
    (reference) => reference.code?.is(fn) === true && isOnlyShown(reference, unasking, depth),
  );
}

function isOnlyShown(reference: Node, unasking: ReadonlySet<string>, depth: number): boolean {
  const how = droppedAt(reference, unasking, depth + 1)?.how;
  return how === 'statement' || how === 'shown';
}

/**
 * Whether a local variable holds its value on while other code runs: its function suspends, or runs an event loop, behind
 * the assignment. One that the next turn of a loop overwrites holds nothing on. Errs towards yes.
 */
export function isHeldOn(target: Node): boolean {
  const fn = target.code;
  if (fn === undefined) return true;
  if (loopsAround(target).next().done === false) return false;
  const isBehind = (node: Node): boolean => node.start > target.statement.end && node.code?.is(fn) === true;
  const pauses = [
    ...fn.descendants(Form.Await),
    ...fn.descendants(Form.Yield),
    ...[...fn.descendants(Form.For), ...fn.descendants(Form.With)].filter(({ isAsync }) => isAsync),
    ...[...fn.descendants(Form.Call)].filter((call) => RUNS_ON.test(call.child(Role.Callee)!.name)),
  ];
  return pauses.some(isBehind);
}

/** What a function calls that goes on for long, by any name: then what it holds is held as long. */
const RUNS_ON = /^(run\w*|serve\w*|start\w*|wait\w*|join|sleep|main\w*|exec_?|input|loop\w*)$/;
