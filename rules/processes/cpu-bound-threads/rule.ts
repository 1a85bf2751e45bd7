import { computingThreadsIn, isTargetAtLeast, type Report, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * With the GIL, threads that only compute take turns.
 *
 * Said only where several are started and all that they call is known to wait for nobody: one call that may wait, or that
 * computes without the GIL, and threads may well help.
 */
export const cpuBoundThreads: Rule = {
  id: 'cpu-bound-threads',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  *check(module): Generator<Report> {
    // Without the GIL they run side by side; and tests start threads to see what they do to each other.
    if (module.environment.freeThreaded || module.isTest) return;
    const newer = isTargetAtLeast(module.environment, 3, 14) ? ", or 'InterpreterPoolExecutor'" : '';
    for (const { origin, entry, other } of computingThreadsIn(module)) {
      const name = entry.name === '' ? 'This function' : `'${entry.name}'`;
      const callee = origin.child(Role.Callee)!;
      yield {
        range: callee.range,
        message: `${name} only computes, so its threads take turns.`,
        detail:
          'With the GIL one thread computes at a time: several need as long as one, and the time to switch besides.',
        instead: `Use processes: 'concurrent.futures.ProcessPoolExecutor'${newer}; or a build of Python without the GIL.`,
        related: [
          { path: entry.module.path, range: rangeOfName(entry), message: 'It calls nothing that waits.' },
          ...(other === undefined ? [] : [{ range: other.range, message: 'Another thread computes from here.' }]),
        ],
      };
    }
  },
};

function rangeOfName(entry: {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly name: string;
}) {
  const at = entry.name === '' ? -1 : entry.text.search(new RegExp(`(?<=def\\s+)${entry.name}\\b`));
  return at < 0
    ? { start: entry.start, end: entry.end }
    : { start: entry.start + at, end: entry.start + at + entry.name.length };
}
