/** By which ways code is left while it holds what one call has acquired: a walk over all paths, exceptions included. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';

/** What a path may be: not yet there, holding, or through with it. Several at once where paths meet. */
const FREE = 1;
export const HELD = 2;
export const RELEASED = 4;
/** Holding what another call has acquired. */
const HELD_ANEW = 8;

/** What the walk asks of the code. */
export interface HeldCode {
  /** The call that acquires. */
  readonly acquire: Node;
  /** Whether it returns only when it has what it wants, so that its result says nothing. */
  readonly isCertain: boolean;
  /** Whether a call acquires the same lock elsewhere in the code. */
  isAcquire(call: Node): boolean;
  isRelease(call: Node): boolean;
  /** Whether a call never fails, as far as one can tell. */
  isHarmless(call: Node): boolean;
}

/** How a stretch of code is left. The places are the first that do it while the lock is held. */
export interface Ways {
  /** The states in which it goes on behind. */
  readonly after: number;
  /** The states in which it returns. */
  readonly returning: number;
  readonly returned?: Node | undefined;
  /** What may raise. */
  readonly raised?: Node | undefined;
  /** The states in which it leaves or repeats the loop around. */
  readonly broken: number;
  readonly continued: number;
  /** Whether anything at all is done while it is held. */
  readonly isUsed: boolean;
  /** Whether the lock is released where nothing here has acquired it: then somebody else has, and passes it on. */
  readonly isPassedOn: boolean;
}

interface Walk extends HeldCode {
  /** The variable that the result of `acquire` is kept in. */
  readonly flag: string | undefined;
}

const NOWHERE: Ways = { after: 0, returning: 0, broken: 0, continued: 0, isUsed: false, isPassedOn: false };

/** All ways through a block; undefined where the acquiring call is part of an expression that is not understood. */
export function waysThrough(block: Node, code: HeldCode): Ways | undefined {
  const { acquire } = code;
  const whole = acquire.isAwaited ? acquire.parent! : acquire;
  const { parent } = whole;
  const target =
    parent?.form === Form.Assign || parent?.form === Form.NamedExpr ? parent.child(Role.Target) : undefined;
  const flag = target?.form === Form.Name ? target.name : undefined;
  const isUnderstood = whole.role === Role.Statement || flag !== undefined || isTested(whole);
  return isUnderstood ? throughBlock(block, FREE, { ...code, flag }) : undefined;
}

/** `if acquired:`, `if not acquired:`, also as the last part of `ready and acquired` or `closed or not acquired`. */
function isTested(whole: Node): boolean {
  let at = whole;
  if (at.parent?.form === Form.Not) at = at.parent;
  const { parent } = at;
  if (parent?.form === Form.BoolOp) {
    const isLast = parent.children.at(-1)?.is(at) === true;
    if (!isLast || (parent.name === 'and') !== at.is(whole)) return false;
    at = parent;
  }
  return at.role === Role.Test && at.parent?.form !== Form.Conditional;
}

function throughBlock(block: Node | undefined, state: number, walk: Walk): Ways {
  let ways: Ways = { ...NOWHERE, after: state };
  for (const statement of block?.children ?? []) {
    if (ways.after === 0) break;
    ways = inTurn(ways, through(statement, ways.after, walk));
  }
  return ways;
}

function inTurn(first: Ways, second: Ways): Ways {
  return { ...joined(first, second), after: second.after };
}

/** What either of two stretches of code may do. */
function joined(a: Ways, b: Ways): Ways {
  return {
    after: a.after | b.after,
    returning: a.returning | b.returning,
    returned: a.returned ?? b.returned,
    raised: a.raised ?? b.raised,
    broken: a.broken | b.broken,
    continued: a.continued | b.continued,
    isUsed: a.isUsed || b.isUsed,
    isPassedOn: a.isPassedOn || b.isPassedOn,
  };
}

function through(statement: Node, state: number, walk: Walk): Ways {
  switch (statement.form) {
    case Form.If:
      return throughIf(statement, state, walk);
    case Form.While:
    case Form.For:
      return throughLoop(statement, state, walk);
    case Form.Try:
      return throughTry(statement, state, walk);
    case Form.With:
      return throughWith(statement, state, walk);
    case Form.Match: {
      const before = evaluated(statement.child(Role.Subject), state, walk);
      const cases = statement.child(Role.Body)?.children ?? [];
      const isExhaustive = cases.some(({ text }) => /^case\s+_\s*:/.test(text));
      return cases.reduce(
        (ways, one) => joined(ways, throughBlock(one.child(Role.Body), before.after, walk)),
        isExhaustive ? { ...before, after: 0 } : before,
      );
    }
    case Form.Function:
    case Form.Class:
      return { ...NOWHERE, after: state };
    case Form.Return: {
      const ways = evaluated(statement.child(Role.Value), state, walk);
      const returned = (ways.after & HELD) === 0 ? undefined : statement;
      return { ...ways, after: 0, returning: ways.after, returned };
    }
    case Form.Raise:
      return { ...NOWHERE, raised: (state & HELD) === 0 ? undefined : statement };
    case Form.Break:
      return { ...NOWHERE, broken: state };
    case Form.Continue:
      return { ...NOWHERE, continued: state };
    default:
      return evaluated(statement, state, walk);
  }
}

/** What evaluating an expression, or a statement without a block, does. */
function evaluated(node: Node | undefined, state: number, walk: Walk): Ways {
  if (node === undefined) return { ...NOWHERE, after: state };
  if (node.contains(walk.acquire)) return { ...NOWHERE, after: walk.isCertain ? HELD : state | HELD };
  const calls = ownCalls(node);
  if (calls.some((call) => ENDS.has(symbolOf(call.child(Role.Callee)!) ?? ''))) return NOWHERE;
  if (calls.some((call) => walk.isAcquire(call))) return { ...NOWHERE, after: state | HELD_ANEW };
  if (calls.some((call) => walk.isRelease(call))) {
    return { ...NOWHERE, after: released(state), isPassedOn: (state & (HELD | HELD_ANEW)) === 0 };
  }
  const isHeld = (state & HELD) !== 0;
  const raised = isHeld ? mayRaise(node, calls, walk) : undefined;
  return { ...NOWHERE, after: state, raised, isUsed: isHeld && node.form !== Form.Pass };
}

function released(state: number): number {
  return (state & HELD) === 0 ? state & ~HELD_ANEW || FREE : (state & ~(HELD | HELD_ANEW)) | RELEASED;
}

/** Ends the process, and the lock with it. */
const ENDS: ReadonlySet<string> = new Set([
  'sys.exit',
  'os._exit',
  'os.abort',
  'os.execv',
  'os.execvp',
  'builtins.exit',
]);

function ownCalls(node: Node): Node[] {
  return [node, ...node.descendants(Form.Call)].filter((call) => call.form === Form.Call && isOwn(call, node));
}

function isOwn(inner: Node, node: Node): boolean {
  return inner.code?.id === node.code?.id;
}

/** The first part of an expression that may raise: a call, a lookup, or where somebody else goes on meanwhile. */
function mayRaise(node: Node, calls: readonly Node[], { isHarmless }: Walk): Node | undefined {
  if (node.form === Form.Assert) return node;
  const inside = ([Form.Await, Form.Yield, Form.Subscript] as const).flatMap((form) =>
    [node, ...node.descendants(form)].filter((inner) => inner.form === form && isOwn(inner, node) && !isPlace(inner)),
  );
  const [first] = [...calls.filter((call) => !isHarmless(call)), ...inside].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  return first;
}

/** A subscript that is assigned to, or part of a type. */
function isPlace({ form, role, parent }: Node): boolean {
  if (form !== Form.Subscript) return false;
  return role === Role.Annotation || (role === Role.Target && parent?.form === Form.Assign);
}

function throughIf(statement: Node, state: number, walk: Walk): Ways {
  let ways: Ways = NOWHERE;
  let rest = state;
  const branches = [statement, ...statement.childrenIn(Role.Clause)];
  for (const branch of branches) {
    const test = branch.child(Role.Test);
    const before = evaluated(test, rest, walk);
    const [isTrue, isFalse] = test === undefined ? [rest, 0] : split(test, before.after, walk);
    ways = joined(ways, { ...before, after: 0 });
    if (isTrue !== 0) ways = joined(ways, throughBlock(branch.child(Role.Body), isTrue, walk));
    rest = isFalse;
  }
  return { ...ways, after: ways.after | rest };
}

/** In which states a test comes out true, and in which false. */
function split(test: Node, state: number, walk: Walk): readonly [number, number] {
  if (test.form === Form.Not) {
    const [isTrue, isFalse] = split(test.children[0]!, state, walk);
    return [isFalse, isTrue];
  }
  if (test.form === Form.True || (test.form === Form.Number && test.name !== '0')) return [state, 0];
  const plain = test.form === Form.NamedExpr ? test.child(Role.Value)! : test;
  const call = plain.form === Form.Await ? plain.children[0]! : plain;
  const isFlag = test.form === Form.Name && test.name === walk.flag;
  if (call.is(walk.acquire) || isFlag) {
    if (call.is(walk.acquire) && walk.isCertain) return [HELD, 0];
    return [state & HELD, state & ~HELD];
  }
  if (test.form === Form.BoolOp) {
    // All parts of an `and` that is true are true, and all of an `or` that is false are false.
    const parts = test.children.map((part) => split(part, state, walk));
    const isAnd = test.name === 'and';
    const settled = parts.reduce((states, [isTrue, isFalse]) => states & (isAnd ? isTrue : isFalse), state);
    const others = test.contains(walk.acquire) ? state & ~HELD || FREE : state;
    return isAnd ? [settled, others] : [others, settled];
  }
  return [state, state];
}

function throughLoop(loop: Node, state: number, walk: Walk): Ways {
  const test = loop.child(loop.form === Form.While ? Role.Test : Role.Iterable);
  const before = evaluated(test, state, walk);
  let entering = before.after;
  let ways: Ways = NOWHERE;
  let isFalse = 0;
  // The second turn starts as the first one ends; nothing new comes after that.
  for (let turn = 0; turn < 2; turn++) {
    const again = turn === 0 ? before : evaluated(test, entering, walk);
    const [inside, outside] =
      loop.form === Form.While && test !== undefined ? split(test, again.after, walk) : [again.after, again.after];
    isFalse |= outside;
    const body = inside === 0 ? NOWHERE : throughBlock(loop.child(Role.Body), inside, walk);
    ways = joined(joined(ways, { ...again, after: 0 }), body);
    entering |= body.after | body.continued;
  }
  const [, ends] = loop.form === Form.While && test !== undefined ? split(test, entering, walk) : [0, entering];
  const clauses = loop.childrenIn(Role.Clause);
  const otherwise = clauses.reduce<Ways>((end, clause) => throughBlock(clause.child(Role.Body), end.after, walk), {
    ...NOWHERE,
    after: isFalse | ends,
  });
  return { ...joined({ ...ways, after: 0 }, otherwise), after: otherwise.after | ways.broken, broken: 0, continued: 0 };
}

function throughTry(statement: Node, state: number, walk: Walk): Ways {
  const clauses = statement.childrenIn(Role.Clause);
  const body = throughBlock(statement.child(Role.Body), state, walk);
  const handlers = clauses.filter(({ form }) => form === Form.Except);
  let ways: Ways = { ...body, raised: handlers.some(catchesAll) ? undefined : body.raised };
  const otherwise = clauses.find(({ form }) => form === Form.Else);
  if (otherwise !== undefined) ways = inTurn(ways, throughBlock(otherwise.child(Role.Body), body.after, walk));
  // An exception may come before the lock is had, while it is, or after.
  const caught = (state & ~HELD) | (body.raised === undefined ? 0 : HELD) | (body.after & RELEASED);
  for (const handler of handlers) ways = joined(ways, throughBlock(handler.child(Role.Body), caught, walk));
  const last = clauses.find(({ form }) => form === Form.Finally);
  if (last === undefined) return ways;
  const isReleased = [...last.descendants(Form.Call)].some((call) => isOwn(call, last) && walk.isRelease(call));
  if (!isReleased) {
    const end = throughBlock(last.child(Role.Body), ways.after, walk);
    return ways.after === 0 ? joined(ways, { ...end, after: 0 }) : inTurn(ways, end);
  }
  const at = (states: number): number => (states === 0 ? 0 : released(states));
  return {
    after: at(ways.after),
    returning: at(ways.returning),
    broken: at(ways.broken),
    continued: at(ways.continued),
    isUsed: ways.isUsed,
    isPassedOn: ways.isPassedOn,
  };
}

function catchesAll(handler: Node): boolean {
  const type = handler.child(Role.ExceptionType);
  return type === undefined || /\b(Base)?Exception\b/.test(type.text);
}

function throughWith(statement: Node, state: number, walk: Walk): Ways {
  const contexts = statement.childrenIn(Role.Clause).map((item) => item.child(Role.Context));
  let ways: Ways = { ...NOWHERE, after: state };
  for (const context of contexts) ways = inTurn(ways, evaluated(context, ways.after, walk));
  const body = throughBlock(statement.child(Role.Body), ways.after, walk);
  // `with suppress(OSError):` goes on behind.
  const isSuppressing = contexts.some((context) => /suppress|raises/i.test(context?.text ?? ''));
  const swallowed = isSuppressing && body.raised !== undefined;
  const inner = swallowed ? { ...body, raised: undefined, after: body.after | HELD } : body;
  return inTurn(ways, inner);
}
