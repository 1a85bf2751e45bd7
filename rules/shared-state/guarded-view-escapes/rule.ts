import { type EscapingView, escapingViewsIn, nameOfState, type RelatedPlace, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * What a lock guards must not be given away alive.
 *
 * The author's own lock is the evidence, as for a missing lock. What only appends or replaces elements is an info.
 */
export const guardedViewEscapes: Rule = {
  id: 'guarded-view-escapes',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of escapingViewsIn(module)) {
      const { node, root, lock, isView, isMinor } = found;
      const what = isView ? `A live view of '${root.text}'` : `'${root.text}' itself`;
      yield {
        range: node.range,
        message: `${what} is returned, although '${lock.name}' guards it.`,
        ...(isMinor ? { severity: 'info' as const } : {}),
        detail: `Whoever gets it uses it without '${lock.name}', under which others change it in the meantime.`,
        instead: `Return a copy that is made under the lock, such as '${copyOf(found)}'.`,
        related: placesOf(found),
      };
    }
  },
};

function placesOf({ change, lock, node }: EscapingView): RelatedPlace[] {
  const { acquired } = lock;
  return [
    {
      path: change.node.module.path,
      range: change.place.range,
      message: `'${nameOfState(change)}' is changed here under '${lock.name}'.`,
    },
    ...(acquired === undefined ? [] : [{ path: node.module.path, range: acquired.range, message: 'Held from here.' }]),
  ];
}

function copyOf({ node, root, isView, container }: EscapingView): string {
  if (isView) return node.text.length > LONGEST ? 'list(…)' : `list(${node.text})`;
  return container === 'list' || container === 'deque' ? `list(${root.text})` : `${root.text}.copy()`;
}

/** In characters: more than this is no example any more. */
const LONGEST = 40;
