/** What the configuration says of functions: that they block, whatever is known of them, or that they do not. */
import { type BlockingModel, blockingModel } from '../library/blocking.ts';
import { type Fit, fitOfDefinition, fitOfName } from '../program/declared-names.ts';
import type { Environment } from '../program/environment.ts';
import type { Node } from '../program/node.ts';

export type Verdict = 'blocks' | 'returns';

/** Of a function or class of the program; undefined: the configuration does not speak of it. */
export function verdictOn(definition: Node, { blocking, notBlocking }: Environment): Verdict | undefined {
  if (blocking.length === 0 && notBlocking.length === 0) return undefined;
  return verdictBy(fitOfDefinition(definition, blocking), fitOfDefinition(definition, notBlocking));
}

/** `vendor.fast` counts more than `vendor.*`; of what is said in the same words, that it returns at once. */
function verdictBy(blocks: Fit, returns: Fit): Verdict | undefined {
  if (blocks === 0 && returns === 0) return undefined;
  return blocks > returns ? 'blocks' : 'returns';
}

/** How something outside the program blocks, by its qualified name: by the table, or because the configuration says so. */
export function modelOf(name: string, { blocking, notBlocking }: Environment): BlockingModel | undefined {
  const known = blockingModel(name);
  const isDeclared = blocking.length > 0 || notBlocking.length > 0;
  const verdict = isDeclared ? verdictBy(fitOfName(name, blocking), fitOfName(name, notBlocking)) : undefined;
  if (verdict === 'returns') return undefined;
  if (verdict === 'blocks') return known === undefined ? DECLARED : { ...known, tier: 1 };
  // What hardly waits; and Django's ORM, which raises instead.
  return known === undefined || known.tier === 4 || known.kind === 'orm' ? undefined : known;
}

export const DECLARED: BlockingModel = {
  kind: 'declared',
  tier: 1,
  isLazy: false,
  isMovable: true,
  givesAnything: true,
};
