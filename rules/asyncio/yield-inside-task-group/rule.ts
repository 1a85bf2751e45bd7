import { Role, type Rule, type YieldInScope, yieldsInScopesIn } from '#analysis';
import explanation from './rule.md';

/**
 * A generator must not be suspended within something that may cancel the task: the code that loops over it gets that.
 *
 * Only what surely is looped over counts for a warning; a single `yield` may be a context manager in the making.
 */
export const yieldInsideTaskGroup: Rule = {
  id: 'yield-inside-task-group',
  severity: 'warning',
  fix: 'none',
  peers: ['flake8-async ASYNC101', 'flake8-async ASYNC119'],
  explanation,
  *check(module) {
    for (const found of yieldsInScopesIn(module)) {
      const { node, fn, scope, kind, isRepeated } = found;
      const name = scope.child(Role.Callee)!.name;
      yield {
        range: node.range,
        ...(isRepeated ? {} : { severity: 'info' as const }),
        message: `'${name}' around this 'yield' cancels whoever loops over '${fn.name}'.`,
        detail: kind === 'limit' ? limitDetail(found) : groupDetail(found),
        instead:
          kind === 'limit'
            ? `Put '${name}' around each wait for the next value, without the 'yield'.`
            : "Make it an '@asynccontextmanager' that gives what one loops over.",
        related: [{ range: scope.range, message: `'${name}' is entered here, and left when the loop is done.` }],
      };
    }
  },
};

function limitDetail({ fn }: YieldInScope): string {
  return `Time runs on while the body of the loop over '${fn.name}' does; if it is up then, that body is cancelled.`;
}

function groupDetail({ fn }: YieldInScope): string {
  return `If a task of the group fails while the body of the loop over '${fn.name}' runs, that body is cancelled.`;
}
