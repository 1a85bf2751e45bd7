import { inheritedConnectionsIn, type Rule } from '#analysis';
import explanation from './rule.md';
import { detailOf, messageOf } from './wording.ts';

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
    for (const found of inheritedConnectionsIn(module)) {
      const { use, model, made, context } = found;
      const { start = context.origin } = context;
      yield {
        range: use.range,
        message: messageOf(found),
        detail: detailOf(found),
        instead: model.instead,
        related: [
          ...(made === undefined
            ? []
            : [{ path: made.module.path, range: made.range, message: 'It is made here, at import.' }]),
          ...(start === undefined
            ? []
            : [{ path: start.module.path, range: start.range, message: 'The process starts here.' }]),
        ],
      };
    }
  },
};
