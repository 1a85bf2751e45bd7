/** What is said of a cycle of locks: the names of the locks, and each path step by step. */
import { type AcquisitionPath, functionIn, type Lock, type Node, type RelatedPlace, runningCode } from '#analysis';

/** The lock held and the lock wanted; with their classes where one name stands for both. */
export function namesOf({ held, wanted }: AcquisitionPath): readonly [string, string] {
  return held.name === wanted.name ? [qualified(held), qualified(wanted)] : [held.name, wanted.name];
}

function qualified({ name, owner }: Lock): string {
  return owner === undefined ? name : `${owner.name}.${name.slice(name.lastIndexOf('.') + 1)}`;
}

/** The steps of a path, but for the one at which the finding itself stands. */
export function relatedTo(path: AcquisitionPath, index: number, finding: Node): RelatedPlace[] {
  const [held, wanted] = namesOf(path);
  const which = index === 0 ? '' : index === 1 ? 'Elsewhere, ' : 'Then again, ';
  const { steps } = path;
  return steps.flatMap((node, at) => {
    if (node.is(finding)) return [];
    const next = steps[at + 1];
    let message = `${which}'${held}' is acquired here first.`;
    if (next === undefined) message = `And then '${wanted}' is acquired here.`;
    else if (at > 0) message = `Then '${functionIn(runningCode(next))?.name ?? 'a function'}' is called here.`;
    return [{ path: node.module.path, range: node.range, message }];
  });
}
