import { localsOnLoopIn, localWitness, type Rule, startOfTask } from '#analysis';
import explanation from './rule.md';

/**
 * A `threading.local` tells threads apart, not the tasks that take turns in one.
 *
 * What belongs to the thread itself, such as a client that is made once for each, is only a hint, and what is set and put
 * back with no `await` in between is fine.
 */
export const threadLocalInAsync: Rule = {
  id: 'thread-local-in-async',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of localsOnLoopIn(module)) {
      const { write, read, context, isOfThread, isAssumed } = found;
      const name = `${write.local.name}.${write.attribute}`;
      yield {
        range: write.node.range,
        message: `All tasks of the event loop share '${name}', which this one sets.`,
        ...(isOfThread ? { severity: 'hint' as const } : isAssumed ? { severity: 'info' as const } : {}),
        detail: "Tasks run in one thread and have one value: after an 'await' it may be that of another task.",
        instead: "Use a 'contextvars.ContextVar': each task has its own.",
        related: [
          { path: read.node.module.path, range: read.node.range, message: 'It is read here.' },
          ...startOfTask(context),
        ],
        ...(isOfThread ? {} : { witness: localWitness(found) }),
      };
    }
  },
};
