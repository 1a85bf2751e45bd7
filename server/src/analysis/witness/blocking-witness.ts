/** How the event loop comes to stand still: the calls that lead to the one that blocks, and who waits. */
import type { Node } from '../program/node.ts';
import { onOneLine } from './display-text.ts';
import { laneOf, nameOf, placeOf } from './lane.ts';
import type { BlockingWitness } from './witness.ts';

export interface BlockingPath {
  /** The coroutine or callback that the loop runs. */
  readonly code: Node;
  /** From the call in it to what blocks; each is in the function that the one before calls. Never empty. */
  readonly chain: readonly { readonly node: Node; readonly text?: string }[];
  /** 'for 1 s', 'until the server has answered' */
  readonly wait: string;
}

export function blockingWitness({ code, chain, wait }: BlockingPath): BlockingWitness {
  return {
    kind: 'blocking',
    lane: laneOf({ node: code, code, context: 'event loop' }),
    chain: chain.map(({ node, text = node.text }) => ({ text: onOneLine(text), place: placeOf(node) })),
    wait,
    waiting: otherCoroutines(code),
  };
}

/** As many as one can take in. */
const MOST_NAMED = 3;

function otherCoroutines(code: Node): string[] {
  const found = new Set<string>();
  for (const fn of code.module.functions) {
    if (found.size === MOST_NAMED) break;
    if (fn.isAsync && !fn.is(code)) found.add(nameOf(fn));
  }
  return [...found];
}
