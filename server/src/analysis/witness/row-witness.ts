/** The schedule in which a row that was read, changed and saved overwrites what another one has saved meanwhile. */
import type { RowRace } from '../contexts/row-races.ts';
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import type { RowUpdate } from '../summaries/row-updates.ts';
import { fitted, onOneLine } from './display-text.ts';
import { laneOf, placeOf, SHORT } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

export function rowWitness({ found, by }: RowRace): RaceWitness | undefined {
  if (by === undefined) return undefined;
  const { code, read, write } = found;
  const lane = (number: 1 | 2) => laneOf({ node: read, code, context: `${by} ${number}` });
  const story = found.kind === 'update' ? updated(found, by) : decided();
  const step = (lane: 0 | 1, action: RaceStep['action'], state: string): RaceStep => {
    const node = action === 'read' ? read : write;
    const text = fitted(onOneLine(node.text), SHORT);
    return { lane, action, text, short: shortly(node), state, place: placeOf(node) };
  };
  return {
    kind: 'race',
    subject: found.kind === 'update' ? `${found.field.name} of the row` : `rows of ${onOneLine(found.model)}`,
    lanes: [lane(1), lane(2)],
    steps: [
      step(0, 'read', story.before),
      step(1, 'read', story.before),
      step(1, 'write', story.theirs),
      step(0, 'write', story.mine),
    ],
    window: { kind: 'database' },
    outcome: story.outcome,
  };
}

interface Story {
  readonly before: string;
  readonly theirs: string;
  readonly mine: string;
  readonly outcome: string;
}

function updated({ update }: RowUpdate, by: string): Story {
  const value = update.form === Form.AugAssign ? update.child(Role.Value) : undefined;
  const isOne = value?.form === Form.Number && value.name === '1' && /^[+-]=$/.test(update.name);
  if (!isOne) return { before: 'old', theirs: `${by} 2's`, mine: `${by} 1's`, outcome: 'one update lost' };
  const state = update.name === '+=' ? '42' : '40';
  return { before: '41', theirs: state, mine: state, outcome: 'one update lost' };
}

function decided(): Story {
  return { before: 'none', theirs: '1', mine: '2', outcome: 'made twice' };
}

/** `.get()`, `.save()` */
function shortly(call: Node): string {
  const callee = call.form === Form.Call ? call.child(Role.Callee) : undefined;
  return callee?.form === Form.Attribute ? `.${callee.name}()` : fitted(onOneLine(call.text), SHORT);
}
