import { abandonedSiblingsIn, Form, type Module, mayUse, type Rule, siblingsWitness } from '#analysis';
import explanation from './rule.md';

/**
 * The first exception comes out of `gather` at once, while the other tasks run on with what it closes.
 *
 * It is a hint: whether anything fails, and how soon the others notice, is not known.
 */
export const gatherLeavesTasksRunning: Rule = {
  id: 'gather-leaves-tasks-running',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    // A test that fails has failed, whatever its tasks do then.
    if (module.isTest) return;
    for (const found of abandonedSiblingsIn(module)) {
      const { gather, user, resource, end } = found;
      yield {
        range: gather.range,
        message: `If one fails, the others run on with '${resource.name}', which is closed by then.`,
        detail: `'gather' raises the first exception at once and leaves the other tasks running, and '${resource.name}' is closed on the way out.`,
        instead: insteadOf(module),
        related: [
          { range: user.call.range, message: `'${resource.name}' is used here.` },
          end.form === Form.With
            ? { range: resource.range, message: `'${resource.name}' is closed at the end of this 'with'.` }
            : { range: end.range, message: `'${resource.name}' is closed here.` },
        ],
        witness: siblingsWitness(found),
      };
    }
  },
};

/** https://docs.python.org/3/library/asyncio-task.html#asyncio.TaskGroup: new in 3.11. */
function insteadOf({ environment }: Module): string {
  return mayUse(environment, 3, 11)
    ? "Use 'async with asyncio.TaskGroup()': it cancels the others and waits for them before the error goes on."
    : "Use 'gather(…, return_exceptions=True)' and look at the results, or cancel and await the tasks in 'finally'.";
}
