/** What is said of a loop that sleeps until something in the program has changed. */
import { type BusyWait, nameOfState } from '#analysis';

/** What the loop asks, shortly. */
export function subject({ test, question, change }: BusyWait): string {
  if (test.text.length <= LONGEST && !test.text.includes('\n')) return test.text;
  return question?.call.text ?? (change === undefined ? test.text.slice(0, LONGEST) : nameOfState(change));
}

export function detailOf({ sleep, isAsync }: BusyWait): string {
  const [delay] = sleep.args;
  const others = isAsync ? 'the event loop' : 'the processor';
  if (delay?.text === '0') return `It keeps ${others} busy until then, with nothing to do in between.`;
  const late =
    delay === undefined ? 'one pause' : /^[\d.]+$/.test(delay.text) ? `${delay.text} s` : `'${delay.text}' seconds`;
  return `It notices up to ${late} late, and until then it wakes ${others} in each turn for nothing.`;
}

export function insteadOf({ question, event, isAsync }: BusyWait): string {
  const means = question?.instead;
  // A class of another library: `asyncio.Queue` for a `queue.Queue` that a coroutine asks.
  if (means !== undefined && /^[\w.]+$/.test(means)) return `Use '${means}', which one can wait for here.`;
  if (means !== undefined) return `Wait for it: '${means}'.`;
  const wait = isAsync ? "'await event.wait()'" : "'event.wait(timeout)'";
  return `Use '${event}': ${wait} here, 'event.set()' where it changes.`;
}

/** In characters. */
const LONGEST = 28;
