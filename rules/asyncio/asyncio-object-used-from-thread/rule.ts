import {
  type Fix,
  type LoopFromThread,
  loopFromThreadIn,
  type Rule,
  scheduleThreadsafe,
  severityInThread,
  wakeLoopOf,
  wayInThread,
} from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf } from './wording.ts';

/**
 * What belongs to an event loop is for the loop's own thread, but for what says that it is safe from others.
 *
 * A thread that runs a loop itself, or has made the object, is left alone: it may be its own. A function that the loop
 * runs as well is reported for the thread that runs it too.
 */
export const asyncioObjectUsedFromThread: Rule = {
  id: 'asyncio-object-used-from-thread',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of loopFromThreadIn(module)) {
      yield {
        range: found.call.range,
        message: messageOf(found),
        ...severityInThread(found),
        detail: detailOf(found),
        instead: insteadOf(found),
        related: wayInThread(found),
        fixes: fixesFor(found),
      };
    }
  },
};

function fixesFor({ call, name }: LoopFromThread): Fix[] {
  if (name === 'asyncio.AbstractEventLoop.call_soon') {
    return [{ title: "Use 'call_soon_threadsafe'", safety: 'unsafe', edits: scheduleThreadsafe(call) }];
  }
  const edits = /^asyncio\.(Future|Task)\./.test(name) ? wakeLoopOf(call) : [];
  return edits.length === 0 ? [] : [{ title: 'Have the event loop call it', safety: 'unsafe', edits }];
}
