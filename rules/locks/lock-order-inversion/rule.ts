import {
  type Acquisition,
  type AcquisitionPath,
  arbitraryOrdersIn,
  deadlockWitness,
  lockCyclesOf,
  type Rule,
} from '#analysis';
import explanation from './rule.md';
import { type LockNames, namesIn, relatedTo } from './wording.ts';

/**
 * All code that holds several locks at once must take them in one order.
 *
 * The order is found through calls and files, and never between paths that cannot run at the same time or that another
 * lock keeps apart. What rests on an assumed caller, or on locks that may belong to different objects, is `info`.
 */
export const lockOrderInversion: Rule = {
  id: 'lock-order-inversion',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module, program) {
    for (const cycle of lockCyclesOf(program)) {
      const [first, second] = cycle.paths;
      const at = first?.steps.at(-1);
      if (first === undefined || second === undefined || at?.module !== module) continue;
      const names = namesIn(cycle);
      const held = names.get(first.held.key);
      const wanted = names.get(first.wanted.key);
      const isPair = cycle.paths.length === 2;
      yield {
        range: at.range,
        message: isPair
          ? `'${held}' and '${wanted}' are taken in both orders.`
          : `'${held}' and '${wanted}' are taken in a circle of orders.`,
        ...(cycle.isCertain ? {} : { severity: 'info' as const }),
        detail: isPair
          ? `One holds '${held}' and waits for '${wanted}', the other holds '${wanted}' and waits for '${held}', for ever.`
          : `Each holds a lock that the next one waits for, and the last one waits for '${held}': none ever goes on.`,
        instead: 'Take the locks in one order everywhere, or release the first before taking the second.',
        related: cycle.paths.flatMap((path, index) => relatedTo(path, index, at, names)),
        ...(isPair ? { witness: deadlockWitness(waiting(first, names), waiting(second, names)) } : {}),
      };
    }
    for (const { first, second } of arbitraryOrdersIn(module)) {
      yield {
        range: second.range,
        message: `'${second.text}' is taken under '${first.text}' in the order in which the caller gives them.`,
        severity: 'info',
        detail: `Two calls with the same objects the other way round each hold what the other one waits for.`,
        instead: "Take them in an order of their own, such as 'sorted((a, b), key=id)'.",
        related: [{ path: module.path, range: first.range, message: `'${first.text}' is acquired here.` }],
      };
    }
  },
};

function waiting({ context, code, held, wanted, steps }: AcquisitionPath, names: LockNames): Acquisition {
  const path = steps.map((node) => ({ node }));
  return { context, code, held: names.get(held.key)!, wanted: names.get(wanted.key)!, path };
}
