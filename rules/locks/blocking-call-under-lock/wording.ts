/** What is said of a wait under a lock. */
import {
  deadlockWitness,
  durationOfWait,
  functionIn,
  type LongHold,
  type Needed,
  type Node,
  nameOfCode,
  nameOfWait,
  type RelatedPlace,
  type Witness,
} from '#analysis';

export function messageOf({ blocking, chain, lock, node, needed }: LongHold): string {
  const wait = nameOfWait(blocking);
  if (needed !== undefined) return `'${wait}' waits for what needs '${lock.name}', which is held here.`;
  if (chain === undefined) return `'${wait}' waits while '${lock.name}' is held.`;
  return `'${nameOfWait({ ...blocking, node, name: 'This' })}' waits for '${wait}' while '${lock.name}' is held.`;
}

export function detailOf({ blocking, lock, needed, other }: LongHold): string {
  if (needed !== undefined) {
    return `Without '${lock.name}', ${waitedFor(needed)} does not go on, and whoever has it waits for just that: for ever.`;
  }
  const wait = durationOfWait(blocking);
  return other === undefined
    ? `All code that takes '${lock.name}' waits under it, so it seems to be there for that: one waits ${wait}, and then the next.`
    : `Whoever needs '${lock.name}' meanwhile waits ${wait}, too.`;
}

export function insteadOf({ lock, needed, other }: LongHold): string {
  if (needed !== undefined) return `Release '${lock.name}' first, and then wait.`;
  return other === undefined
    ? `If it is not, hold '${lock.name}' only while shared state is touched.`
    : `Do it before or after, and hold '${lock.name}' only while shared state is touched.`;
}

/** `watch()` */
function waitedFor({ code }: Needed): string {
  const fn = functionIn(code);
  return fn === undefined || fn.name === '' ? 'the other' : `${nameOfCode(fn)}()`;
}

export function relatedTo({ lock, blocking, chain, needed, other }: LongHold): RelatedPlace[] {
  const places: { node: Node; message: string }[] = [
    { node: lock.acquired, message: `'${lock.name}' is acquired here.` },
  ];
  if (chain !== undefined) places.push({ node: blocking.node, message: 'It waits here.' });
  const taken = needed?.steps.at(-1);
  if (taken !== undefined) places.push({ node: taken, message: 'What is waited for takes it here.' });
  else if (other !== undefined) places.push({ node: other.node, message: 'This needs it, too.' });
  return places.map(({ node, message }) => ({ path: node.module.path, range: node.range, message }));
}

export function witnessOf({ code, context, lock, node, needed }: LongHold): { readonly witness?: Witness } {
  if (needed === undefined) return {};
  const waiting = {
    context,
    code,
    held: lock.name,
    wanted: waitedFor(needed),
    path: [{ node: lock.acquired }, { node }],
  };
  const ending = { ...needed, wanted: lock.name, path: needed.steps.map((step) => ({ node: step })) };
  return { witness: deadlockWitness(waiting, ending) };
}
