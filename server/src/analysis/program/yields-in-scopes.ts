/** Generators that are suspended by a `yield` within a context that may cancel the task. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { CANCELLING_SCOPES } from '../library/cancellation.ts';
import { isInLoop } from './control-flow.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { referencesTo } from './usage.ts';
import { symbolOf } from './value.ts';

export interface YieldInScope {
  readonly node: Node;
  readonly fn: Node;
  /** The call that makes the context. */
  readonly scope: Node;
  readonly kind: 'limit' | 'group';
  /** Whether it yields again and again, so that it is surely no context manager that somebody makes of it. */
  readonly isRepeated: boolean;
}

/**
 * The first `yield` in each such context. What a decorator makes of a generator is not known, nor what somebody does who
 * gets the function itself: a context manager, mostly. Both are left out.
 */
export function yieldsInScopesIn(module: Module): YieldInScope[] {
  return candidatesIn(module).filter(({ isRepeated, fn }) => isRepeated || !isHandedOut(fn));
}

const candidatesIn = keptByChunk<YieldInScope>((module, chunk) => {
  const found: YieldInScope[] = [];
  const seen = new Set<number>();
  for (const node of module.rowsIn(chunk, Form.Yield)) {
    const fn = node.code;
    if (fn?.form !== Form.Function || fn.childrenIn(Role.Decorator).some((decorator) => !isPlain(decorator))) continue;
    const scope = scopeAround(node);
    if (scope === undefined || seen.has(scope.id)) continue;
    seen.add(scope.id);
    const yields = [...fn.descendants(Form.Yield)].filter((one) => one.code?.is(fn));
    const isRepeated = yields.length > 1 || isInLoop(node) || node.has(Flag.Delegates);
    found.push({ node, fn, scope, kind: CANCELLING_SCOPES[symbolOf(scope.child(Role.Callee)!)!]!, isRepeated });
  }
  return found;
});

function scopeAround(node: Node): Node | undefined {
  let inner = node;
  for (const around of node.ancestors()) {
    if (around.isFunction) return undefined;
    if (around.form === Form.With && inner.role === Role.Body) {
      for (const item of around.childrenIn(Role.Clause)) {
        const context = item.child(Role.Context);
        const name = context?.form === Form.Call ? symbolOf(context.child(Role.Callee)!) : undefined;
        if (name !== undefined && Object.hasOwn(CANCELLING_SCOPES, name)) return context;
      }
    }
    inner = around;
  }
  return undefined;
}

/** Decorators that leave a generator what it is. */
function isPlain(decorator: Node): boolean {
  return /^(builtins\.(staticmethod|classmethod|property)|typing\.(override|final)|abc\.abstractmethod)$/.test(
    symbolOf(decorator) ?? '',
  );
}

/** `Depends(session)`, `cleanup_ctx.append(pool)`: it is given to somebody who calls it. */
function isHandedOut(fn: Node): boolean {
  const scope = fn.scope.scopeOf(fn.name);
  return (
    scope !== undefined && referencesTo(fn.name, scope).some(({ role }) => role !== Role.Callee && role !== Role.Target)
  );
}
