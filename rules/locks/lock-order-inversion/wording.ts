/** What is said of a cycle of locks: the names of the locks, and each path step by step. */
import {
  type AcquisitionPath,
  Form,
  functionTaking,
  type Lock,
  type LockCycle,
  type Node,
  type RelatedPlace,
  Role,
} from '#analysis';

/** By the lock's key: as the user writes it, or with its class or module where one name stands for two locks. */
export type LockNames = ReadonlyMap<string, string>;

export function namesIn({ paths }: LockCycle): LockNames {
  const locks = paths.flatMap(({ held, wanted }) => [held, wanted]);
  const written = new Map(locks.map(({ key, name }) => [key, name]));
  const isPlain =
    new Set(written.values()).size === written.size && locks.every(({ key, name }) => written.get(key) === name);
  return isPlain ? written : new Map(locks.map((lock) => [lock.key, qualified(lock)]));
}

/** `Account.lock` for a lock of objects or classes, `accounts.lock` for one of a module. */
function qualified({ name, owner, made }: Lock): string {
  const target = assignedName(made) ?? name;
  const around = owner ?? made.code;
  if (around !== undefined) return `${around.name}.${target}`;
  const parts = made.module.path.replace(/(\/__init__)?\.pyi?$/, '').split('/');
  return `${parts.at(-1)}.${target}`;
}

/** What the lock is assigned to where it is made. */
function assignedName(made: Node): string | undefined {
  const { statement } = made;
  const target = statement.form === Form.Assign ? statement.child(Role.Target) : undefined;
  return target?.form === Form.Name || target?.form === Form.Attribute ? target.name : undefined;
}

/** The steps of a path, but for the one at which the finding itself stands. */
export function relatedTo(path: AcquisitionPath, index: number, finding: Node, names: LockNames): RelatedPlace[] {
  const which = index === 0 ? '' : index === 1 ? 'Elsewhere, ' : 'Then again, ';
  const { steps, held, wanted } = path;
  return steps.flatMap((node, at) => {
    if (node.is(finding)) return [];
    const next = steps[at + 1];
    let message = `${which}'${names.get(held.key)}' is acquired here first.`;
    if (next === undefined) message = `And then '${names.get(wanted.key)}' is acquired here.`;
    else if (at > 0) message = `Then '${functionTaking(next)?.name ?? 'a function'}' is called here.`;
    return [{ path: node.module.path, range: node.range, message }];
  });
}
