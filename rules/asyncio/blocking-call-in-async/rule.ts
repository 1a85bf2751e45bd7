import {
  asyncLibraryOf,
  awaitedInstead,
  type BlockingCall,
  blockingCallsIn,
  blockingHopsIn,
  codeOnEventLoop,
  type Fix,
  hasLoopToItself,
  isExecutorEnd,
  isOnServerPath,
  LOOP_CONFLICTS,
  type Node,
  ormHopsIn,
  type Rule,
  type Severity,
} from '#analysis';
import { detailOfHop, insteadOfHop, messageOfHop, relatedToHop } from './chain-wording.ts';
import explanation from './rule.md';
import { witnessOf, witnessOfHop } from './witness.ts';
import { detailOf, insteadOf, messageOf, relatedTo, subjectOf } from './wording.ts';

/**
 * What runs on an event loop must not wait for anything but by `await`.
 *
 * A call blocks only by provenance: what is not known to come from a library that blocks has no effect. Where somebody
 * has made sure that the call returns at once, or runs it elsewhere, it is not reported. What fails on the loop, or waits
 * for the loop itself, is left to the rules on that.
 */
export const blockingCallInAsync: Rule = {
  id: 'blocking-call-in-async',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['ruff ASYNC210-251', 'flake8-async ASYNC200-251', 'sonar S7487-S7501'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    const library = asyncLibraryOf(module);
    for (const { code, origin } of codeOnEventLoop(module)) {
      // Django raises there, before anything blocks.
      const refused = new Set(ormHopsIn(code).map(({ node }) => node.id));
      for (const hop of blockingHopsIn(code)) {
        if (refused.has(hop.node.id)) continue;
        const { blocking, isCertain } = hop.chain;
        if (LOOP_CONFLICTS.has(blocking.model.kind)) continue;
        const first = { ...blocking, node: hop.node, how: 'call', name: '' } as const;
        yield {
          range: subjectOf(first).range,
          message: messageOfHop(hop, code),
          ...severityOf(blocking, code, isCertain),
          detail: detailOfHop(hop),
          instead: insteadOfHop(hop, library ?? 'asyncio'),
          related: relatedToHop(hop, code, origin),
          witness: witnessOfHop(hop, code),
          fixes: library === undefined || hop.how !== 'call' ? [] : fixesFor(first, awaitedInstead(first, library)),
        };
      }
      for (const blocking of blockingCallsIn(code)) {
        // These have rules of their own.
        if (LOOP_CONFLICTS.has(blocking.model.kind) || isExecutorEnd(blocking)) continue;
        yield {
          range: subjectOf(blocking).range,
          message: messageOf(blocking, code),
          ...severityOf(blocking, code),
          detail: detailOf(blocking, code),
          instead: insteadOf(blocking, library ?? 'asyncio'),
          related: relatedTo(blocking, code, origin),
          witness: witnessOf(blocking, code),
          fixes: library === undefined ? [] : fixesFor(blocking, awaitedInstead(blocking, library)),
        };
      }
    }
  },
};

/** What every request waits for anew: the files and the local database of the one before; imports wait once. */
const EACH_TIME: ReadonlySet<string> = new Set(['disk', 'database']);

/** By how long it takes, whether it surely does, and who waits: nobody else, or all requests of a server. */
function severityOf(
  { model, isAwaited, isShort }: BlockingCall,
  code: Node,
  isCertain = true,
): { readonly severity?: Severity } {
  if (isAwaited) return { severity: 'error' };
  if (isShort || model.tier === 3 || hasLoopToItself(code)) return { severity: 'hint' };
  const isServed = isCertain && EACH_TIME.has(model.kind) && isOnServerPath(code);
  if (model.tier === 2 && !isServed) return { severity: isCertain ? 'info' : 'hint' };
  return isCertain ? {} : { severity: 'info' };
}

function fixesFor({ name }: BlockingCall, edits: Fix['edits']): Fix[] {
  if (edits.length === 0) return [];
  const title = name === 'time.sleep' ? 'Await an asynchronous sleep' : 'Await the call in a thread';
  return [{ title, safety: 'unsafe', edits }];
}
