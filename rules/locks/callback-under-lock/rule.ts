import { type HeldCallback, heldCallbacksIn, type RelatedPlace, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * Code of others should not be called while a lock is held.
 *
 * It may take other locks, or come back for this one. Only what came in by a parameter counts, whose program nobody here
 * knows; what is asked for a value, such as a key function or a clock, is left alone.
 */
export const callbackUnderLock: Rule = {
  id: 'callback-under-lock',
  severity: 'info',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const found of heldCallbacksIn(module)) {
      const { call, lock, how } = found;
      const name = call.text.slice(0, call.text.indexOf('(')).replace(/\s+/g, ' ');
      yield {
        range: call.range,
        message: `'${name}' is code of others, and is called while '${lock.name}' is held.`,
        detail: lock.model.isReentrant
          ? `If it takes another lock there may be a deadlock, and if it comes back, '${lock.name}' lets it in half way through.`
          : `If it takes another lock, or comes back for '${lock.name}', it may wait for ever.`,
        instead:
          how === 'collected'
            ? `Copy the callables under '${lock.name}', release it, and then call them.`
            : `Remember under '${lock.name}' what there is to tell, release it, and then call it.`,
        related: relatedTo(found),
      };
    }
  },
};

function relatedTo({ lock, param }: HeldCallback): RelatedPlace[] {
  const { acquired } = lock;
  return [
    ...(acquired === undefined ? [] : [{ node: acquired, message: `'${lock.name}' is acquired here.` }]),
    { node: param, message: 'Such a callable comes in here.' },
  ].map(({ node, message }) => ({ path: node.module.path, range: node.range, message }));
}
