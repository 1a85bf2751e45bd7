/** What is said of a call that stands where a function is asked for. */
import { type CalledCallback, type Node, writtenName } from '#analysis';

export function messageOf({ call, given, result }: CalledCallback): string {
  const caller = nameOf(call.children[0]!);
  const name = nameOf(given.children[0]!);
  if (result === 'coroutine') return `'${caller}' is given a coroutine of '${name}', not the function itself.`;
  return `'${caller}' is given what '${name}()' returns, not '${name}' itself.`;
}

export function detailOf({ caller, given, result }: CalledCallback): string {
  const name = nameOf(given.children[0]!);
  const consequence = consequenceOf(caller, result);
  if (result === 'coroutine') return `It calls the function itself, and refuses a coroutine: ${consequence}.`;
  if (result === 'generator') return `The call only makes a generator, no line of '${name}' runs, and ${consequence}.`;
  const what = result === 'none' ? "returns 'None'" : 'returns no function';
  return `'${name}' runs here, before anything is started, and ${what}: ${consequence}.`;
}

/** A thread or process without a target does nothing; whatever else is called raises where it is called. */
function consequenceOf(caller: string, result: CalledCallback['result']): string {
  const isPlain = /\.(Thread|Process)$/.test(caller);
  if (result === 'none' && isPlain) return `the ${caller.endsWith('Thread') ? 'thread' : 'process'} does nothing`;
  return result === 'coroutine' ? 'that is a TypeError' : 'calling that raises TypeError';
}

export function insteadOf({ given, result }: CalledCallback, written: string | undefined): string {
  const name = nameOf(given.children[0]!);
  if (result === 'generator') return `Give it a function that loops over '${name}()'.`;
  if (written !== undefined) return `Write '${written}'.`;
  return `Give '${name}' and its arguments apart, or 'functools.partial(${name}, …)'.`;
}

function nameOf(node: Node): string {
  return writtenName(node, LONGEST);
}

/** In characters. */
const LONGEST = 20;
