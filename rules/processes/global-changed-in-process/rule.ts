import { changesInProcessesIn, type Rule } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf } from './wording.ts';

/**
 * What a process changes stays in the process: the parent has its own copy and reads what was there before.
 *
 * Both must be seen: the change in code that runs in processes alone, and a read by the parent after the start. What the
 * parent changes itself is its own affair.
 */
export const globalChangedInProcess: Rule = {
  id: 'global-changed-in-process',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of changesInProcessesIn(module)) {
      const { change, name, context, read } = found;
      const { start = context.origin } = context;
      yield {
        range: change.range,
        message: `The process changes its own copy of '${name}', and the parent reads another.`,
        detail: detailOf(found),
        instead: insteadOf(found),
        related: [
          { path: read.module.path, range: read.range, message: 'The parent reads it here.' },
          ...(start === undefined
            ? []
            : [{ path: start.module.path, range: start.range, message: 'The process starts here.' }]),
        ],
      };
    }
  },
};
