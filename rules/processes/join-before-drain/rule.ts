import { earlyJoinsIn, lineOf, queueWitness, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A process that has put items into a queue does not end before they are read.
 *
 * Only functions that are seen to put something count, and only where the reads that are in sight come behind the join.
 */
export const joinBeforeDrain: Rule = {
  id: 'join-before-drain',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of earlyJoinsIn(module)) {
      const { join, name, read, put, isSmall } = found;
      yield {
        range: join.range,
        message: `This waits for the process before anybody reads what it puts into '${name}'.`,
        ...(isSmall ? { severity: 'info' } : {}),
        detail: `The process ends once all its items are in the pipe, which holds 64 KiB on Linux; the read in line ${lineOf(read)} comes too late for more.`,
        instead: `Read '${name}' first and join then, or use a queue of 'multiprocessing.Manager()'.`,
        related: [
          { path: put.module.path, range: put.range, message: 'The process puts an item here.' },
          { range: read.range, message: 'It is read here, behind the join.' },
        ],
        witness: queueWitness(found),
      };
    }
  },
};
