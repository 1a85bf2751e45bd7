import { inheritedConnectionsIn, lineOf, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A fork copies the parent's side of a connection, and the other side still is one.
 *
 * It needs a module that makes the object when it is imported, and code in a process that may be forked and uses it. What
 * connects with its first use counts where the parent is seen to use it as well.
 */
export const connectionInheritedByFork: Rule = {
  id: 'connection-inherited-by-fork',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const { use, name, model, made, context } of inheritedConnectionsIn(module)) {
      const { start = context.origin } = context;
      yield {
        range: use.range,
        message: model.isSequence
          ? `Each forked process has a copy of '${name}' in the same state.`
          : `Forked processes use the '${name}' of their parent.`,
        detail: `It is made once, in line ${lineOf(made)}, so that ${model.harm}.`,
        instead: model.instead,
        related: [
          { path: made.module.path, range: made.range, message: 'It is made here, at import.' },
          ...(start === undefined
            ? []
            : [{ path: start.module.path, range: start.range, message: 'The process starts here.' }]),
        ],
      };
    }
  },
};
