import { isThread, type RelatedPlace, type Rule, startedAt, type UnsetLocal, unsetLocalsIn } from '#analysis';
import explanation from './rule.md';

/**
 * What one thread has set in a `threading.local`, another does not find there.
 *
 * Only objects of which all uses are in sight count, and only attributes that nothing sets in the reading thread; asking
 * first, catching the exception and a class that sets them for every thread are all fine.
 */
export const threadLocalInitialisedOnce: Rule = {
  id: 'thread-local-initialised-once',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unsetLocalsIn(module)) {
      const { read, context, isSetByMain } = found;
      const where = isThread(context) ? 'in this thread' : 'in the main thread';
      const setter = isSetByMain ? 'the main thread' : 'one thread';
      yield {
        range: read.node.range,
        message: `'${read.local.name}.${read.attribute}' is never set ${where}.`,
        detail: `Each thread has values of its own: only ${setter} has set this one, the others get an AttributeError.`,
        instead: "Set it in each thread, or in '__init__' of a subclass of 'threading.local'.",
        related: [...settings(found), ...startedAt([context])],
      };
    }
  },
};

function settings({ writes, isSetByMain }: UnsetLocal): RelatedPlace[] {
  return writes.slice(0, MOST_RELATED).map(({ node }) => ({
    path: node.module.path,
    range: node.range,
    message: `It is set here, in ${isSetByMain ? 'the main thread' : 'another thread'}.`,
  }));
}

const MOST_RELATED = 3;
