import {
  belowMainGuard,
  type Rule,
  type StartAtImport,
  type StartMethods,
  startMethodsOf,
  startsAtImportIn,
} from '#analysis';
import explanation from './rule.md';
import { detailOf, subjectOf } from './wording.ts';

/**
 * A module that is imported by the processes that it starts must not start them while it is imported.
 *
 * One finding for each module, at the first place: a guard there is one for the rest. It is certain where no process is
 * forked, and an info where the code asks for forks.
 */
export const missingMainGuard: Rule = {
  id: 'missing-main-guard',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    const [first, ...others] = startsAtImportIn(module);
    if (first === undefined) return;
    const { place, start } = first;
    const methods = startMethodsOf(start);
    yield {
      range: place.range,
      message: `'${subjectOf(place)}' starts a process that imports this module and so runs it again.`,
      severity: severityOf(methods),
      detail: detailOf(first, methods),
      instead: `Start it below 'if __name__ == "__main__":', or in a function that is called there.`,
      related: relatedTo(first, others),
      fixes: belowMainGuard(module, place),
    };
  },
};

function severityOf({ methods }: StartMethods): 'error' | 'warning' | 'info' {
  if (methods.length === 0) return 'warning';
  if (!methods.includes('fork')) return 'error';
  return methods.length === 1 ? 'info' : 'warning';
}

function relatedTo({ place, start: { call } }: StartAtImport, others: readonly StartAtImport[]) {
  return [
    ...(call.is(place) ? [] : [{ range: call.range, message: 'The process is started here.' }]),
    ...others.map((other) => ({ range: other.place.range, message: 'This is run again too.' })),
  ];
}
