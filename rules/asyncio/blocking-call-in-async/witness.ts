/** The calls from the loop's code to what blocks it. */
import { type BlockingCall, type BlockingHop, blockingWitness, type Node, type Witness } from '#analysis';
import { durationOf, writtenAs } from './wording.ts';

export function witnessOfHop({ node, chain: { hops, blocking } }: BlockingHop, code: Node): Witness {
  const calls = [node, ...hops.map((hop) => hop.node)].map((call) => ({ node: call }));
  const chain = [...calls, { node: blocking.node, text: writtenAs(blocking) }];
  return blockingWitness({ code, chain, wait: durationOf(blocking) });
}

export function witnessOf(blocking: BlockingCall, code: Node): Witness {
  const chain = [{ node: blocking.node, text: writtenAs(blocking) }];
  return blockingWitness({ code, chain, wait: durationOf(blocking) });
}
