/** Default values that can be changed in place, and how the calls that share one may notice each other. */
import { Form } from '../facts/forms.ts';
import { CACHE_NAME } from '../library/containers.ts';
import type { Module } from './module.ts';
import { type Mutable, mutableOf } from './mutable.ts';
import type { Node } from './node.ts';
import { defaultsOf, isDeclaration, isDefaultCopied, promisesNotToChange, servesAsCell } from './signature.ts';
import { changeOfAttribute, type Use, usesOf } from './usage.ts';

export interface MutableDefault {
  readonly param: Node;
  /** The default, as it is written. */
  readonly value: Node;
  readonly made: Mutable;
  /** The gravest thing that is done with it: changed, else given to the caller, else kept; undefined: none of these. */
  readonly use?: Use & { readonly kind: 'mutate' | 'return' | 'store' };
  /** Where the object that keeps it changes it. */
  readonly change?: Node;
  /** Whether it is shared on purpose: a cache, or a cell that no caller passes or sees. */
  readonly isOnPurpose: boolean;
}

/**
 * The mutable defaults of a module's functions and lambdas. Left out are those that nobody changes by promise, those of
 * functions that only declare, and those that a framework copies for each call.
 */
export function* mutableDefaultsOf(module: Module): Generator<MutableDefault> {
  for (const fn of [...module.functions, ...module.all(Form.Lambda)]) {
    for (const { param, value } of defaultsOf(fn)) {
      const made = mutableOf(value);
      // `def f(registry=registry)` binds a global early; it does not make a default.
      if (made === undefined || made.variable === param.name || isDefaultCopied(param)) continue;
      const uses = usesOf(param, made);
      const use = gravest(uses);
      const isHarmless = made.variable !== undefined || isDeclaration(fn) || promisesNotToChange(param);
      if (isHarmless && use?.kind !== 'mutate') continue;
      const change = use?.kind === 'store' && use.place !== undefined ? changeOfAttribute(use.place, made) : undefined;
      const isSeen = uses.some(({ kind }) => kind === 'return');
      yield {
        param,
        value,
        made,
        ...(use === undefined ? {} : { use }),
        ...(change === undefined ? {} : { change }),
        isOnPurpose: CACHE_NAME.test(param.name) || (!isSeen && servesAsCell(param, value)),
      };
    }
  }
}

function gravest(uses: readonly Use[]): MutableDefault['use'] {
  for (const kind of ['mutate', 'return', 'store'] as const) {
    const found = uses.find((use) => use.kind === kind);
    if (found !== undefined) return { ...found, kind };
  }
  return undefined;
}
