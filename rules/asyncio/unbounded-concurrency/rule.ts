import { asyncLibraryOf, Role, type Rule, type UnboundedStart, unboundedStartsIn } from '#analysis';
import explanation from './rule.md';

/**
 * A connection for each of as many things as there are meets a limit somewhere, and all at once.
 *
 * Only work that is seen to open connections counts, over what nothing says to be short; worth a look, so it is an info.
 */
export const unboundedConcurrency: Rule = {
  id: 'unbounded-concurrency',
  severity: 'info',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unboundedStartsIn(module)) {
      const { what, start, iterable, request } = found;
      yield {
        range: start.range,
        message: `A ${what} for each of '${shortly(iterable.text)}' opens a connection, without a limit.`,
        detail: `'${shortly(request.child(Role.Callee)!.text)}' is under way as often as there are entries, and sockets, memory or the server may give in.`,
        instead: insteadOf(found, asyncLibraryOf(module) ?? 'asyncio'),
        related: [
          { range: iterable.range, message: `There is one ${what} for each of these.` },
          { path: request.module.path, range: request.range, message: 'The connection is opened here.' },
        ],
      };
    }
  },
};

function insteadOf({ what }: UnboundedStart, library: 'asyncio' | 'anyio' | 'trio'): string {
  if (what === 'thread') return "Use a 'ThreadPoolExecutor': it has as many threads as 'max_workers' says.";
  const limit = library === 'asyncio' ? 'asyncio.Semaphore' : `${library}.CapacityLimiter`;
  return `Put 'async with' ${library === 'trio' ? 'a' : 'an'} '${limit}' around the request, or share one client with a limit.`;
}

function shortly(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** In characters. */
const LONGEST = 28;
