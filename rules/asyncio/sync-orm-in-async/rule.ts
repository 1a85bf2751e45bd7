import { awaitedTwin, codeOnEventLoop, ormEvaluationsIn, ormHopsIn, type Rule } from '#analysis';
import explanation from './rule.md';
import {
  detailOf,
  insteadOf,
  insteadOfHop,
  messageOf,
  messageOfHop,
  relatedTo,
  relatedToHop,
  subjectOf,
} from './wording.ts';

/**
 * Django refuses to ask the database in a thread where an event loop runs.
 *
 * What asks is known by the model: a query that is only described asks nothing, and one that has its rows asks no more.
 * Through calls, what the
 * functions on the way come to only now and then is a warning.
 */
export const syncOrmInAsync: Rule = {
  id: 'sync-orm-in-async',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const { code, origin } of codeOnEventLoop(module)) {
      for (const evaluation of ormEvaluationsIn(code)) {
        const edits = awaitedTwin(evaluation);
        yield {
          range: subjectOf(evaluation.node).range,
          message: messageOf(evaluation),
          detail: detailOf(code),
          instead: insteadOf(evaluation, code),
          related: relatedTo(code, origin),
          fixes: edits.length === 0 ? [] : [{ title: 'Await the asynchronous query', safety: 'unsafe', edits }],
        };
      }
      for (const hop of ormHopsIn(code)) {
        yield {
          range: subjectOf(hop.node).range,
          message: messageOfHop(hop),
          ...(hop.isCertain ? {} : { severity: 'warning' }),
          detail: detailOf(code, hop.isCertain),
          instead: insteadOfHop(hop),
          related: [...relatedToHop(hop), ...relatedTo(code, origin)],
        };
      }
    }
  },
};
