/** Edits that give a function and its arguments instead of calling it. */
import { Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { argumentStyleOf } from './library/sync-callers.ts';
import type { CalledCallback } from './program/called-callbacks.ts';
import type { Node } from './program/node.ts';

/** `Thread(target=f(x))` becomes `Thread(target=f, args=(x,))`. None where the arguments have no place. */
export function passedOn({ call, caller, given, result }: CalledCallback): Edit[] {
  // A generator function would only make another generator there.
  if (result === 'generator') return [];
  const fn = given.child(Role.Callee)!;
  const args = given.childrenIn(Role.Argument);
  // What follows would be the function's own argument, or stand behind a keyword.
  const isFollowed = call.args.some(({ start }) => start > given.start);
  const hasNoPlace = args.length > 0 && (isFollowed || given.text.includes('#'));
  if (hasNoPlace || call.childrenIn(Role.Argument).some(({ form }) => form === Form.DoubleStar)) return [];
  const written = args.length === 0 ? fn.text : withArguments(fn.text, args, given, caller);
  return written === undefined ? [] : [{ range: given.range, text: written }];
}

function withArguments(fn: string, args: readonly Node[], given: Node, caller: string): string | undefined {
  const keywords = args.filter(({ form }) => form === Form.Keyword);
  const isSpread = args.some(({ form }) => form === Form.Star || form === Form.DoubleStar);
  // A generator expression has no parentheses of its own there.
  if (args.some(({ form }) => form === Form.Comprehension)) return undefined;
  const isByKeyword = given.role === Role.Value;
  const call = isByKeyword ? given.parent!.parent! : given.parent!;
  switch (argumentStyleOf(caller)) {
    case 'spread':
      return keywords.length > 0 || isSpread || isByKeyword ? undefined : listed(fn, args);
    case 'spread-with-keywords':
      return isSpread || isByKeyword ? undefined : listed(fn, args);
    case 'args': {
      if (call.keyword('args') !== undefined || call.keyword('kwargs') !== undefined || isSpread) return undefined;
      const positional = args.filter(({ form }) => form !== Form.Keyword).map(({ text }) => text);
      const tuple =
        positional.length === 0 ? [] : [`args=(${positional.join(', ')}${positional.length === 1 ? ',' : ''})`];
      const pairs = keywords.map((node) => `"${node.name}": ${node.child(Role.Value)!.text}`);
      const dictionary = pairs.length === 0 ? [] : [`kwargs={${pairs.join(', ')}}`];
      return [fn, ...tuple, ...dictionary].join(', ');
    }
    default:
      return undefined;
  }
}

function listed(fn: string, args: readonly Node[]): string {
  return [fn, ...args.map(({ text }) => text)].join(', ');
}
