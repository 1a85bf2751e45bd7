import {
  doubleReadWitness,
  isGraveRead,
  otherPlace,
  type Rule,
  readOnce,
  type SpoiledRead,
  spoiledReadsIn,
  starts,
} from '#analysis';
import explanation from './rule.md';

/**
 * What was tested is not what is used, when it is read anew and another thread may have taken it away.
 *
 * A warning where a call lies between the two reads, so that it happens on every build; what only a shutdown takes away
 * is an info.
 */
export const doubleReadOfSharedValue: Rule = {
  id: 'double-read-of-shared-value',
  severity: 'info',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of spoiledReadsIn(module)) {
      const { kind, use, test } = found.read;
      yield {
        range: use.range,
        message:
          kind === 'value'
            ? `Another thread can set '${use.text}' to None between its test and this use.`
            : `Another thread can remove '${use.text}' between the test and this read.`,
        ...(isGraveRead(found) ? { severity: 'warning' as const } : {}),
        detail: detailOf(found),
        instead: kind === 'value' ? 'Read it into a variable once; test and use that.' : INSTEAD_OF_ELEMENT,
        related: [
          { range: test.range, message: 'It is tested here.' },
          ...otherPlace(found, kind === 'value' ? 'Set to None here' : 'Removed here'),
          ...starts(found),
        ],
        witness: doubleReadWitness(found),
        fixes: readOnce(module, found.read),
      };
    }
  },
};

const INSTEAD_OF_ELEMENT = "Look once, with 'd.get(key)' or 'except KeyError', or hold one lock over both.";

function detailOf({ read }: SpoiledRead): string {
  const when = read.turn === undefined ? ', on Python up to 3.9 or without the GIL' : ' on every Python build';
  return `It is read twice, and the second read may find nothing: ${read.outcome}${when}.`;
}
