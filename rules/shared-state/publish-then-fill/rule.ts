import {
  type EarlyPublication,
  earlyPublicationsIn,
  otherPlace,
  publicationWitness,
  type Rule,
  starts,
} from '#analysis';
import explanation from './rule.md';

/**
 * A value becomes visible to other threads when it is complete, not before.
 *
 * Somebody must be seen who reads it at the same time and would notice; a test or a length does not count.
 */
export const publishThenFill: Rule = {
  id: 'publish-then-fill',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of earlyPublicationsIn(module)) {
      const { kind, place, fills } = found.publication;
      const name = place.text;
      yield {
        range: place.range,
        message: messageOf(found, name),
        ...(found.isAssumed ? { severity: 'info' as const } : {}),
        detail: DETAILS[kind],
        instead:
          kind === 'flag'
            ? `Set '${name}' last.`
            : 'Build it in a local variable, and assign that when it is complete.',
        related: [
          {
            range: fills[0]!.range,
            message: kind === 'flag' ? 'What it announces is set here.' : 'It is filled here.',
          },
          ...otherPlace(found, 'Read here'),
          ...starts(found),
        ],
        witness: publicationWitness(found),
      };
    }
  },
};

const DETAILS = {
  container: 'Whoever reads it in between takes what is there for the whole.',
  object: 'Whoever reads it in between finds attributes that are missing, or have their first values.',
  flag: 'Whoever sees it set in between goes on with a value that is not there, or is the old one.',
} as const;

function messageOf({ publication: { kind, announced } }: EarlyPublication, name: string): string {
  if (kind === 'flag') return `'${name}' announces '${announced!.name}' to other threads before it is set.`;
  return `Other threads see '${name}' from here on, before it is filled.`;
}
