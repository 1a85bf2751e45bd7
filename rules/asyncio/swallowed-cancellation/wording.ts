/** What is said of a cancellation that does not get through. */
import { type LostCancellation, lineOf, type Node, nameOfCode, type Range, type RelatedPlace, Role } from '#analysis';

/** The head of the clause alone, not what it does. */
export function rangeOf({ node, how }: LostCancellation): Range {
  if (how !== 'except') return node.range;
  const type = node.child(Role.ExceptionType);
  return { start: node.start, end: type?.end ?? node.start + 'except'.length };
}

export function messageOf(lost: LostCancellation): string {
  const { node, how, who, waiter, fn } = lost;
  const subject = how === 'finally' ? `'${node.text.split(/\s/, 1)[0]}' in 'finally'` : `'${how}'`;
  return `This ${subject} swallows the cancellation, and ${consequence(who, waiter, fn)}.`;
}

function consequence(who: LostCancellation['who'], waiter: Node | undefined, fn: Node): string {
  if (who === 'loop' || who === 'turn') return 'the loop goes on';
  if (who === 'more') return `'${fn.name}' goes on`;
  if (who === 'caller') return `'${waiter?.code?.name ?? 'the caller'}' goes on`;
  return `'${fn.name}' seems done`;
}

export function detailOf({ who, waiter, fn, isHeld }: LostCancellation): string {
  if (isHeld)
    return `If the task of '${fn.name}' is cancelled here itself, it looks as if what it awaits was, and nobody learns of it.`;
  switch (who) {
    case 'loop':
      return "'cancel()' or a timeout ends this one wait; the task runs on, and whoever awaits its end waits for ever.";
    case 'turn':
      return "'cancel()' or a timeout ends this one wait, and the task runs on for as long as the loop's test holds.";
    case 'more':
      return `'cancel()' or a timeout ends this one wait; the task then goes on in line ${lineOf(waiter!)}.`;
    case 'caller':
      return `'cancel()' or a timeout ends this one wait; '${nameOfCode(waiter!.code!)}' goes on with what it gets instead.`;
    case 'nobody':
      return "The task ends, but 'task.cancelled()' is False, and whoever awaits it takes it for done.";
    case 'unknown':
      return `'timeout()' and 'wait_for()' around '${fn.name}' raise no 'TimeoutError', and the code around it goes on.`;
  }
}

export function insteadOf({ how, isWide, isOld, isHeld, node }: LostCancellation): string {
  if (isHeld) return `Wait by 'asyncio.wait', which does not raise what the task raises, or ask 'task.cancelled()'.`;
  if (how === 'finally') return `Put the '${node.text.split(/\s/, 1)[0]}' behind the 'finally' block.`;
  if (isOld) return "Put 'except asyncio.CancelledError: raise' before it, as long as Python 3.7 is supported.";
  if (isWide) return "Catch 'Exception': it lets cancellation pass.";
  if (how === 'suppress') return "Let it pass, and clean up in 'finally'.";
  return "Clean up in the handler, then 'raise'.";
}

export function relatedTo({ pause, waiter, who }: LostCancellation): RelatedPlace[] {
  return [
    {
      range: { start: pause.start, end: Math.min(pause.end, firstLineEnd(pause)) },
      message: 'The cancellation arrives here.',
    },
    ...(waiter === undefined
      ? []
      : [
          {
            path: waiter.module.path,
            range: { start: waiter.start, end: Math.min(waiter.end, firstLineEnd(waiter)) },
            message: who === 'caller' ? 'It is awaited here.' : 'It goes on here.',
          },
        ]),
  ];
}

function firstLineEnd({ start, text }: Node): number {
  const line = text.indexOf('\n');
  return start + (line < 0 ? text.length : line);
}
