/** What rules on code in the wrong thread say of how it gets there. */
import type { InThread } from './contexts/thread-evidence.ts';
import type { RelatedPlace, Severity } from './finding.ts';
import { functionIn, runningCode } from './program/code.ts';
import { startedAt } from './race-report.ts';

/** Whether a framework's threads come here depends on how it is run; what is assumed may not be so. */
export function severityInThread({ evidence }: InThread): { readonly severity?: Severity } {
  if (evidence === 'start') return {};
  return { severity: evidence === 'framework' ? 'warning' : 'info' };
}

/** Where the thread starts, and the calls that lead from there to the place. */
export function wayInThread({ call, context, path }: InThread): RelatedPlace[] {
  const hops = path.filter((site) => !site.is(call) && !context.start?.contains(site));
  const places = hops.map((site): RelatedPlace => {
    const name = functionIn(runningCode(site))?.name ?? '';
    const message = name === '' ? 'Called here in the thread.' : `'${name}' leads there, in the thread.`;
    return { path: site.module.path, range: site.range, message };
  });
  return [...startedAt([context]), ...places];
}
