/** The schedule in which a race loses an update, from the user's own lines. */
import type { GuardedAccess } from '../contexts/guarded-access.ts';
import { readsIn } from '../contexts/race-window.ts';
import type { Race } from '../contexts/races.ts';
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { valuesOf } from '../summaries/accesses.ts';
import { columnsOf, onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

export function raceWitness(race: Race): RaceWitness {
  const { update, other } = race;
  const [first, second] = contextNames(race.updateContext, race.otherContext);
  const subject = onOneLine(update.place.text);
  const isNumber = [update, other].some(countsNumbers);
  const isSameCode = update === other;
  const mine = effectOf(update, isNumber ? FIRST_NUMBER : 'old', isSameCode ? '₁' : '');
  const theirs = effectOf(other, isNumber ? FIRST_NUMBER : 'old', isSameCode ? '₂' : '');
  const old = isNumber ? FIRST_NUMBER : 'old';
  // What the container is that the element is in, when the whole of it is replaced, or the other way round.
  const isSamePart = depthOf(other.place) === depthOf(update.place);
  const between = isSamePart ? theirs.result : 'changed';
  const { kind: isUpdate } = other;
  const lane1 = { lane: 0, place: placeOf(update.node) } as const;
  const lane2 = { lane: 1, place: placeOf(other.node) } as const;
  const steps: RaceStep[] = [
    { ...lane1, ...readOf(update, old), state: old },
    ...(isUpdate === 'update' ? [{ ...lane2, ...readOf(other, old), state: old }] : []),
    { ...lane2, action: 'write', text: theirs.text, short: theirs.short, state: between },
    { ...lane1, action: 'write', text: mine.text, short: mine.short, state: mine.result },
  ];
  return {
    kind: 'race',
    subject,
    lanes: [
      laneOf({ node: update.node, code: update.code, context: first }),
      laneOf({ node: other.node, code: other.code, context: second }),
    ],
    steps,
    window: { kind: race.window, ...(race.window === 'call' ? { at: calledName(race.turn!) } : {}) },
    outcome: isUpdate === 'update' ? 'one update lost' : 'that write is lost',
  };
}

/** How many subscripts deep in the variable: 2 for `x[a][b]`. */
function depthOf(place: Node): number {
  let depth = 0;
  for (let node: Node | undefined = place; node?.form === Form.Subscript; node = node.child(Role.Object)) depth++;
  return depth;
}

/** Any number would do, but a counter that has counted is easier to follow than zero. */
const FIRST_NUMBER = '41';

function readOf({ place, node, read = node }: GuardedAccess, old: string): Omit<RaceStep, 'lane' | 'state'> {
  const text = `read ${onOneLine(place.text)} → ${old}`;
  return { action: 'read', text, short: `read → ${old}`, place: placeOf(read) };
}

interface Effect {
  readonly text: string;
  readonly short: string;
  /** What the variable is then. */
  readonly result: string;
}

/** What an access writes when what it reads is `old`. */
function effectOf(access: GuardedAccess, old: string, mark: string): Effect {
  const { place } = access;
  const target = onOneLine(place.text);
  const value = writtenValue(access);
  const isUpdate = access.kind === 'update';
  let shown = value === undefined ? 'new' : onOneLine(isUpdate ? withReads(access, value, old) : value.text);
  if (columnsOf(shown) > LONGEST_VALUE) shown = 'new';
  if (shown === 'new' || isMarkable(value)) shown += mark;
  const number = computed(shown);
  const result = number ?? (columnsOf(shown) > LONGEST_STATE ? `new${mark}` : shown);
  return { text: `${target} = ${shown}`, short: `write ${shown}`, result };
}

/** In columns: more is no longer read at a glance. */
const LONGEST_VALUE = 24;
const LONGEST_STATE = 14;

/**
 * undefined where it is part of something larger, as in `a, b = b, a`. What a variable has been given before for `v = c + 1`,
 * then `c = v`.
 */
function writtenValue({ node, place, read }: GuardedAccess): Node | undefined {
  if (node.form === Form.AugAssign) return node.child(Role.Value);
  if (node.form !== Form.Assign || place.parent?.form !== Form.Assign) return undefined;
  const value = node.assignedValue;
  return value?.form === Form.Name && read !== undefined ? read.assignedValue : value;
}

/** The written value's text, with `old` in the place of what reads the variable. */
function withReads({ node, place, read: before }: GuardedAccess, value: Node, old: string): string {
  if (node.form === Form.AugAssign) {
    const isAtom = ATOMS.has(value.form);
    return `${old} ${node.name.slice(0, -1)} ${isAtom ? value.text : `(${value.text})`}`;
  }
  let text = '';
  let at = value.start;
  const local = before?.child(Role.Target);
  const isKept = local !== undefined && value.module === before?.module && !before.contains(value);
  for (const read of readsIn(value, isKept ? local : place)) {
    if (read.start < at) continue;
    text += value.module.text.slice(at, read.start) + old;
    at = read.end;
  }
  return text + value.module.text.slice(at, value.end);
}

const ATOMS: ReadonlySet<Form> = new Set([
  Form.Name,
  Form.Number,
  Form.String,
  Form.Attribute,
  Form.Subscript,
  Form.Call,
  Form.List,
  Form.Dict,
  Form.Set,
]);

/** Whether what is updated is seen to be a number: by what is added, by `get(k, 0)`, or by what it is given first. */
function countsNumbers(access: GuardedAccess): boolean {
  const { kind, node, place, state } = access;
  if (kind !== 'update') return false;
  const value = writtenValue(access);
  if (value === undefined) return false;
  // Strings can be multiplied, and take a number on the right of '%'.
  const isSum = node.form === Form.AugAssign ? SUMS.has(node.name) : value.form === Form.Binary && SUMS.has(value.name);
  const operands = node.form === Form.AugAssign ? [value] : value.children;
  if (isSum && operands.some(({ form }) => form === Form.Number)) return true;
  const isDefaulted = readsIn(value, place).some(
    (read) => read.form === Form.Call && read.args[1]?.form === Form.Number,
  );
  if (isDefaulted || place.form === Form.Subscript) return isDefaulted;
  return valuesOf(state).some(({ form }) => form === Form.Number);
}

const SUMS: ReadonlySet<string> = new Set(['+', '-', '+=', '-=']);

/** Whether two threads may have different values of what the text ends with: a local name. */
function isMarkable(value: Node | undefined): boolean {
  const operand = value?.form === Form.Binary ? value.children.at(-1) : value;
  if (operand?.form !== Form.Name) return false;
  const owner = operand.scope.scopeOf(operand.name);
  return owner !== undefined && !owner.isModule;
}

/** `41 + 1` as '42'; undefined for what needs more than arithmetic with small numbers. */
function computed(text: string): string | undefined {
  const match = /^(\d{1,6}) ([-+*]) (\d{1,6}(?:\.\d{1,3})?)$/.exec(text);
  if (match === null) return undefined;
  const [a, b] = [Number(match[1]), Number(match[3])];
  const result = match[2] === '+' ? a + b : match[2] === '-' ? a - b : a * b;
  return String(Math.round(result * 1000) / 1000);
}
