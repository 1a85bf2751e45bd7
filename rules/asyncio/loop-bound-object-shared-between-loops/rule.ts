import { type RelatedPlace, type Rule, type SharedByLoops, sharedByLoopsIn } from '#analysis';
import explanation from './rule.md';

/**
 * What belongs to one event loop does not work under the next one.
 *
 * `asyncio.run()` makes a loop for each call, so an object of the module that the coroutines of two calls use, or of one
 * that is made again and again, has more than one. It must be seen that one run of the program makes both calls.
 */
export const loopBoundObjectSharedBetweenLoops: Rule = {
  id: 'loop-bound-object-shared-between-loops',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of sharedByLoopsIn(module)) {
      yield {
        range: found.made.range,
        message: found.isBoundWhenMade
          ? `'${found.name}' gets its event loop here, before 'run' makes the one that uses it.`
          : `'${found.name}' belongs to one event loop, and several use it.`,
        detail: detailOf(found),
        instead: 'Make it in the coroutine that the loop is run for, and pass it along.',
        related: relatedTo(found),
      };
    }
  },
};

function detailOf({ kind, isBoundWhenMade }: SharedByLoops): string {
  if (isBoundWhenMade) return 'Up to Python 3.9, the first task that has to wait for it gets RuntimeError.';
  return kind === 'primitive'
    ? 'Once a task had to wait for it, tasks of another loop that have to wait get RuntimeError.'
    : 'It keeps connections of the first loop, which fail under the next one, as their loop is closed.';
}

function relatedTo({ runs, use }: SharedByLoops): RelatedPlace[] {
  const places = runs.map(({ call, isRepeated }): RelatedPlace => {
    const message = isRepeated ? 'Each time, this makes another event loop.' : 'This makes an event loop.';
    return { path: call.module.path, range: call.range, message };
  });
  return [...places, { path: use.module.path, range: use.range, message: 'It is used here.' }];
}
