/** The schedule in which a decision is stale when it is acted on: both threads decide, or one spoils what the other saw. */
import type { CheckThenAct } from '../contexts/check-then-act.ts';
import { betweenBytecodes } from '../contexts/race-window.ts';
import { Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { fitted, onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

export function decisionWitness(found: CheckThenAct): RaceWitness {
  const { decision, code, update, other, updateContext, otherContext } = found;
  const { test, act } = decision;
  const names = contextNames(updateContext, otherContext);
  const { before, theirs, mine, outcome } = STORIES[decision.kind](found, names);
  const isSameCode = other === update;
  const check = (lane: 0 | 1): RaceStep => {
    const text = `check ${shown(test)}`;
    return { lane, action: 'read', text, short: `check → ${before}`, state: before, place: placeOf(test) };
  };
  const perform = (lane: 0 | 1, node: Node, state: string): RaceStep => {
    return { lane, action: 'write', text: shown(node), short: shortly(node), state, place: placeOf(node) };
  };
  const second = isSameCode ? test : other.node;
  return {
    kind: 'race',
    subject: shown(subjectOf(found)),
    lanes: [
      laneOf({ node: test, code, context: names[0] }),
      laneOf({ node: second, code: other.code, context: names[1] }),
    ],
    steps: [
      check(0),
      ...(isSameCode ? [check(1)] : []),
      perform(1, isSameCode ? act : other.node, theirs),
      perform(0, act, mine),
    ],
    window: windowBetween(test, act),
    outcome,
  };
}

/** Without what the heading of the state names. */
function shortly(act: Node): string {
  if (act.form === Form.Delete) return 'del';
  const value = act.form === Form.Assign ? act.assignedValue : undefined;
  const text = value === undefined ? `.${calleeOf(act)?.name ?? 'change'}()` : `write ${shown(value)}`;
  return fitted(text, LONGEST_SHORT);
}

/** In columns. */
const LONGEST_SHORT = 20;

/** What becomes of the subject: at the test, when the other lane has been there, and in the end. */
interface Story {
  readonly before: string;
  readonly theirs: string;
  readonly mine: string;
  readonly outcome: string;
}

type Tell = (found: CheckThenAct, names: readonly [string, string]) => Story;

const STORIES: Readonly<Record<CheckThenAct['decision']['kind'], Tell>> = {
  unset: (found, names) => stored('unset', found, names),
  absent: (found, names) => stored('missing', found, names),
  present: ({ decision: { act } }) => {
    const outcome = act.form === Form.Delete || calleeOf(act)?.name === 'pop' ? 'KeyError' : 'an exception';
    return { before: 'there', theirs: 'gone', mine: 'gone', outcome };
  },
  filled: () => ({ before: '1 entry', theirs: 'empty', mine: 'empty', outcome: 'an exception' }),
  queued: ({ decision: { act } }) => {
    const isWaiting = calleeOf(act)?.name !== 'get_nowait';
    return { before: '1 entry', theirs: 'empty', mine: 'empty', outcome: isWaiting ? 'it waits' : 'queue.Empty' };
  },
  file: ({ decision: { act } }) =>
    makesFile(act)
      ? { before: 'missing', theirs: 'there', mine: 'there', outcome: 'FileExistsError' }
      : { before: 'there', theirs: 'gone', mine: 'gone', outcome: 'FileNotFoundError' },
  cached: (_, names) => ({ before: 'missing', theirs: `${names[1]}'s`, mine: `${names[0]}'s`, outcome: 'made twice' }),
};

function stored(before: string, { decision, harm }: CheckThenAct, names: readonly [string, string]): Story {
  const { act, value } = decision;
  if (act.form === Form.Call) return { before, theirs: 'added', mine: 'added twice', outcome: 'one too many' };
  const isConstant = value !== undefined && value.form >= Form.String && value.form <= Form.Ellipsis;
  if (isConstant) return { before, theirs: shown(value), mine: shown(value), outcome: 'done twice' };
  const outcome = harm === 'lost' ? `${names[1]}'s is lost` : 'made twice';
  return { before, theirs: `${names[1]}'s`, mine: `${names[0]}'s`, outcome };
}

/** `cache[key]`, where the act names it, else what holds it. */
function subjectOf({ decision: { kind, act, root, value } }: CheckThenAct): Node {
  if (kind === 'file' && value !== undefined) return value;
  const target = act.child(Role.Target);
  return target?.contains(root) ? target : root;
}

/** A call between the test and the act lets others in on every build; one that is the act itself comes too late. */
function windowBetween(test: Node, act: Node): RaceWitness['window'] {
  if (test.role === Role.Decorator && act.form === Form.Call) return { kind: 'call', at: calledName(act) };
  const code = runningCode(act);
  const calls = act.module.calls.filter(
    (call) => call.start >= test.start && call.end <= act.end && !call.is(act) && runningCode(call).id === code.id,
  );
  const [first] = calls.sort((a, b) => a.end - b.end);
  return first === undefined ? { kind: betweenBytecodes(act) } : { kind: 'call', at: calledName(first) };
}

/** `mkdir`, under whatever name. */
function makesFile(act: Node): boolean {
  const callee = calleeOf(act);
  return callee !== undefined && /(^|\.)(mkdir|makedirs)$/.test(symbolOf(callee) ?? callee.name);
}

function calleeOf(act: Node): Node | undefined {
  return act.form === Form.Call ? act.child(Role.Callee) : undefined;
}

function shown({ text }: Node): string {
  return onOneLine(text);
}
