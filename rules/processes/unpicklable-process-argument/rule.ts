import { type Rule, type UnsentArgument, unsentArgumentsIn } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, subjectOf } from './wording.ts';

/**
 * What is sent to another process has to be pickled, and functions without a name and objects of this very process cannot.
 *
 * Pools send each job so, whatever the start method. What a new process is given goes the same way unless it is forked:
 * where only the defaults may fork it, the finding is an info.
 */
export const unpicklableProcessArgument: Rule = {
  id: 'unpicklable-process-argument',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const unsent of unsentArgumentsIn(module)) {
      const { argument, obstacle, start } = unsent;
      yield {
        range: argument.range,
        message: `${subjectOf(unsent)}.`,
        ...(start?.methods.includes('fork') ? { severity: 'info' } : {}),
        detail: detailOf(unsent),
        instead: insteadOf(obstacle),
        related: relatedTo(unsent),
      };
    }
  },
};

function relatedTo({ argument, obstacle: { definition, attribute } }: UnsentArgument) {
  const place = attribute ?? definition;
  if (place === undefined || argument.contains(place)) return [];
  const message = attribute === undefined ? 'It is defined here.' : `'${attribute.text}' is set here.`;
  return [{ path: place.module.path, range: attribute?.range ?? firstLineOf(place), message }];
}

function firstLineOf(definition: NonNullable<UnsentArgument['obstacle']['definition']>) {
  const { start, text } = definition;
  const end = text.indexOf('\n');
  return { start, end: start + (end < 0 ? text.length : text.slice(0, end).trimEnd().length) };
}
