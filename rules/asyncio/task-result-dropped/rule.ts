import {
  type DroppedTask,
  droppedTasksIn,
  Form,
  keepTask,
  lineOf,
  loopFromThreadIn,
  type Module,
  mayUse,
  type Node,
  type RelatedPlace,
  Role,
  type Rule,
  writtenPath,
} from '#analysis';
import explanation from './rule.md';

/**
 * Somebody has to keep a task until it is done: the event loop does not.
 *
 * A local variable that nobody asks keeps its task as long as its function runs; then nothing is said.
 */
export const taskResultDropped: Rule = {
  id: 'task-result-dropped',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['ruff RUF006', 'flake8-async ASYNC300', 'sonar S7502'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    const dropped = droppedTasksIn(module);
    // That a thread makes the task is worse, and its own rule tells so.
    const fromThreads = new Set(dropped.length === 0 ? [] : [...loopFromThreadIn(module)].map(({ call }) => call.id));
    for (const found of dropped) {
      if (fromThreads.has(found.call.id)) continue;
      yield {
        range: found.call.range,
        message: messageOf(found),
        detail: detailOf(found),
        instead: insteadOf(found, module),
        related: placesOf(found),
        fixes: keepTask(module, found),
      };
    }
  },
};

function messageOf(found: DroppedTask): string {
  if (found.what === 'gather') return "Nobody waits for this 'gather()', or keeps it.";
  const { call, callers } = found;
  if (callers !== undefined) return `${callers.length} calls of '${call.code?.name}()' drop the task that it starts.`;
  return `Nobody keeps the task${workOf(found)}, and it may vanish half-way.`;
}

function placesOf({ started, callers = [] }: DroppedTask): RelatedPlace[] {
  const place = ({ module: { path }, range }: Node, message: string): RelatedPlace => ({ path, range, message });
  return [
    ...(started === undefined ? [] : [place(started, 'The task is started here.')]),
    ...callers.slice(0, MOST_PLACES).map((caller) => place(caller, 'The task is dropped here.')),
  ];
}

const MOST_PLACES = 3;

/** ` of 'send()'` */
function workOf({ call, started }: DroppedTask): string {
  const [coroutine] = call.args;
  const worker = started === undefined ? coroutine : call;
  const callee = worker?.form === Form.Call ? worker.child(Role.Callee) : worker;
  if (callee === undefined || (callee.form !== Form.Name && callee.form !== Form.Attribute)) return '';
  const name = writtenPath(callee, LONGEST);
  return ` ${started === undefined ? 'of' : 'from'} '${name}${callee.is(worker) ? '' : '()'}'`;
}

/** In characters. */
const LONGEST = 28;

function detailOf({ call, what, dropped: { how, name } }: DroppedTask): string {
  if (what === 'gather') return 'Its tasks run on without it, and what they give or raise goes to nobody.';
  const weak = 'the event loop has only weak references to tasks';
  if (how === 'unused')
    return `'${name!.name}' in line ${lineOf(call)} goes away while the task still runs, and ${weak}.`;
  if (how === 'returned') return `It goes to callers that drop it, and ${weak}; nobody sees its exception in time.`;
  if (how === 'collected')
    return `The list is gone at once, and ${weak}; an exception is told of when a task is collected.`;
  if (how === 'callback') return `What the lambda gives back is dropped, and ${weak}.`;
  return `When it waits for something that only it knows, it is collected, for ${weak}; nobody sees its exception in time.`;
}

function insteadOf({ call, what, dropped }: DroppedTask, { environment }: Module): string {
  const isInCoroutine = call.code?.isAsync === true;
  if (what === 'gather' && isInCoroutine) return "Write 'await' before it.";
  const hasGroups = mayUse(environment, 3, 11);
  const group =
    isInCoroutine && hasGroups && dropped.how !== 'callback' ? ", or start it in an 'asyncio.TaskGroup'" : '';
  return `Keep it in a set until it is done ('add_done_callback(tasks.discard)')${group}.`;
}
