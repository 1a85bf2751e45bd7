import { type GuardProblem, type GuardViolation, guardCommentsOf, guardViolationsIn, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * What the author declares to be guarded by a lock is accessed under it, and what requires a lock is called under it.
 *
 * A comment that declares nothing, by its place or by a name that nothing has, is an info: silence would look like safety.
 */
export const guardedByViolation: Rule = {
  id: 'guarded-by-violation',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const violation of guardViolationsIn(module)) {
      const { node, guard, declaredIn } = violation;
      yield {
        range: node.range,
        message: messageOf(violation),
        detail: `A comment declares '${guard.name}' for it, and it is not held here.`,
        instead: `Hold '${guard.name}' here, or say with 'requires=${guard.name}' on the 'def' that callers hold it.`,
        related: [{ path: declaredIn.path, range: guard.comment, message: 'The guard is declared here.' }],
      };
    }
    for (const problem of guardCommentsOf(module).problems) {
      yield {
        range: problem.comment,
        severity: 'info',
        message: PROBLEMS[problem.kind](problem),
        instead:
          problem.directive === 'requires'
            ? "Put it on the line of the 'def', with the name of a lock of the object or module."
            : 'Put it on the line that first assigns the variable or attribute, with the name of its lock.',
      };
    }
  },
};

function messageOf({ kind, name, guard }: GuardViolation): string {
  const what = kind === 'call' ? 'called' : kind === 'read' ? 'read' : 'changed';
  return `'${name}' is ${what} here without its declared lock '${guard.name}'.`;
}

const PROBLEMS: Readonly<Record<GuardProblem['kind'], (problem: GuardProblem) => string>> = {
  syntax: ({ directive }) => `This comment names no lock: '${directive}=name'.`,
  place: ({ directive }) =>
    directive === 'requires'
      ? "This comment stands on no 'def'."
      : 'This comment stands on no assignment that it could guard.',
  lock: ({ name }) => `There is no lock '${name}' for this comment.`,
};
