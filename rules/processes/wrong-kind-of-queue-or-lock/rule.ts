import {
  Form,
  lastName,
  loneProcessQueuesIn,
  type MisplacedMeans,
  misplacedMeansIn,
  type Node,
  provenanceOf,
  type RelatedPlace,
  type Rule,
} from '#analysis';
import explanation from './rule.md';

/**
 * What threads share does not leave their process.
 *
 * A forked process has a copy of it, which nobody else sees; to any other it cannot be sent at all.
 */
export const wrongKindOfQueueOrLock: Rule = {
  id: 'wrong-kind-of-queue-or-lock',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const found of misplacedMeansIn(module)) {
      const { argument, of } = found;
      yield {
        range: argument.range,
        message: `'${shortened(argument.text)}' is ${/^[aeiou]/.test(of) ? 'an' : 'a'} '${of}', which does not leave its process.`,
        detail: detailOf(found),
        instead: insteadOf(found),
        related: relatedTo(argument),
      };
    }
    for (const { made, thread } of loneProcessQueuesIn(module)) {
      yield {
        range: made.range,
        severity: 'hint',
        message: 'This queue goes between processes, and only threads use it.',
        detail: 'Each item is pickled, written to a pipe by a thread of the queue, read and unpickled again.',
        instead: "Use 'queue.Queue', which hands over the object itself.",
        related: [{ range: thread.range, message: 'A thread is given it here.' }],
      };
    }
  },
};

function relatedTo(argument: Node): RelatedPlace[] {
  const value = provenanceOf(argument);
  if (value.kind !== 'instance' || value.made.form !== Form.Call || value.made.is(argument)) return [];
  return [{ path: value.made.module.path, range: value.made.range, message: 'It is made here.' }];
}

function isQueue({ of }: MisplacedMeans): boolean {
  return of.startsWith('queue.');
}

function detailOf(found: MisplacedMeans): string {
  const { start } = found;
  if (start === undefined) return "A job for a pool is pickled, and this raises a 'TypeError' when it is.";
  const copy = isQueue(found)
    ? 'a forked process has a copy, and neither side sees what the other one puts there'
    : 'a forked process has a copy, which it takes and sets for itself alone';
  const mayFork = start.methods.length === 0 || start.methods.includes('fork');
  const isForked = start.chosenBy !== undefined && start.methods.length === 1 && start.methods[0] === 'fork';
  if (isForked) return `${copy[0]!.toUpperCase()}${copy.slice(1)}.`;
  return mayFork
    ? `On Linux until Python 3.13 ${copy}; elsewhere starting the process raises a 'TypeError'.`
    : "It is pickled to start the process, which raises a 'TypeError'.";
}

function insteadOf(found: MisplacedMeans): string {
  const name = lastName(found.of);
  const kind = name === 'LifoQueue' || name === 'PriorityQueue' ? 'Queue' : name;
  if (found.start !== undefined) return `Use 'multiprocessing.${kind}'.`;
  return `Use 'multiprocessing.Manager().${kind === 'SimpleQueue' ? 'Queue' : kind}()', or give it to the workers by 'initializer'.`;
}

function shortened(text: string): string {
  return text.length <= LONGEST && !text.includes('\n') ? text : `${text.slice(0, LONGEST).split('\n')[0]}…`;
}

/** In characters. */
const LONGEST = 24;
