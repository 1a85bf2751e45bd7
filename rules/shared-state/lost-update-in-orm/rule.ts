import { computeInDatabase, type RowRace, type Rule, rowRacesIn, rowWitness } from '#analysis';
import explanation from './rule.md';

/**
 * What is computed from a row in Python must be kept from others until it is saved, or be computed by the database.
 *
 * In requests and tasks this is a warning. Elsewhere, and where the model has the database refuse a second row, an info.
 */
export const lostUpdateInOrm: Rule = {
  id: 'lost-update-in-orm',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const race of rowRacesIn(module)) {
      const { found, by } = race;
      const witness = rowWitness(race);
      const isMild = by === undefined || (found.kind === 'decision' && found.isUnique);
      yield {
        ...told(race),
        ...(isMild ? { severity: 'info' as const } : {}),
        ...(witness === undefined ? {} : { witness }),
        fixes: found.kind === 'update' ? computeInDatabase(found) : [],
      };
    }
  },
};

function told({ found, by }: RowRace) {
  if (found.kind === 'update') {
    const { field, update, read, write } = found;
    const others = by === undefined ? 'others save' : `another ${by} saves`;
    return {
      range: update.range,
      message: `What ${others} to '${field.text}' meanwhile is overwritten.`,
      detail: `'${field.text}' is computed here from what was read before, and saved whatever the database has by then.`,
      instead: `Let the database compute it, 'F("${field.name}")', or lock the row with 'select_for_update()'.`,
      related: [
        { range: read.range, message: 'The row is read here.' },
        { range: write.range, message: 'And written back here.' },
      ],
    };
  }
  const { read, write, model, isUnique } = found;
  return {
    range: read.range,
    message: `Two ${by ?? 'caller'}s can both find no such '${model}' here, and both create one.`,
    detail: isUnique
      ? `The database refuses the second one, and 'create' raises an 'IntegrityError' that nobody expects.`
      : `Nothing keeps another one from being created between the question and the answer.`,
    instead: "Call 'get_or_create()', with a unique constraint in the model.",
    related: [{ range: write.range, message: 'It is created here.' }],
  };
}
