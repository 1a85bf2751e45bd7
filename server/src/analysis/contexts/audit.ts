/** The audit of shared state: who reads and writes what, in which contexts, under which locks, and how risky that is. */
import { BindingKind } from '../facts/forms.ts';
import { functionIn } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node, Range } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { qualifiedNameOf } from '../program/qualified-name.ts';
import type { Scope } from '../program/scope.ts';
import { statesChangedByFunctions } from '../summaries/changed-states.ts';
import type { SharedState, StateKind } from '../summaries/shared-state.ts';
import { type AuditedAccess, auditedAccessesTo } from './audited-access.ts';
import { prepareProgram } from './prepare-program.ts';
import { guardOf, type StateGuard } from './state-guard.ts';
import { RISKS, type Risk, riskOf } from './state-risk.ts';

export interface SharedStateReport {
  readonly state: SharedState;
  /** `counts`, `Service.jobs`, `main.total`: with the class or function that has it. */
  readonly name: string;
  readonly kind: StateKind;
  /** Where it is defined: in this module, at this place. */
  readonly module: Module;
  readonly range: Range;
  readonly risk: Risk;
  /** One phrase. */
  readonly reason: string;
  readonly guard?: StateGuard;
  /** Those that change it first; what sets it up and what tests do is left out. */
  readonly accesses: readonly AuditedAccess[];
}

/** The states that a module defines and that functions, of whatever module, write: the riskiest first. */
export function sharedStatesIn(module: Module): readonly SharedStateReport[] {
  const reports: SharedStateReport[] = [];
  for (const state of statesByModule(module.program!).get(module) ?? []) {
    const report = reportOn(state);
    if (report !== undefined) reports.push(report);
  }
  return reports.sort(byRisk);
}

/** The riskiest first, then by where they are defined. */
export function byRisk(a: SharedStateReport, b: SharedStateReport): number {
  return (
    RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
    (a.module.path < b.module.path ? -1 : a.module.path > b.module.path ? 1 : a.range.start - b.range.start)
  );
}

const known = new WeakMap<Program, ReadonlyMap<Module, readonly SharedState[]>>();

/** By the module that defines them. */
function statesByModule(program: Program): ReadonlyMap<Module, readonly SharedState[]> {
  let found = known.get(program);
  if (found === undefined) {
    const all = new Map<string, SharedState>();
    for (const module of program.modules) {
      for (const [key, state] of statesChangedByFunctions(module)) all.set(key, state);
    }
    const byModule = new Map<Module, SharedState[]>();
    for (const state of all.values()) {
      const list = byModule.get(state.module);
      if (list === undefined) byModule.set(state.module, [state]);
      else list.push(state);
    }
    found = byModule;
    known.set(program, found);
  }
  return found;
}

/** The same for a whole program, for whoever has other things to do too: pauses after every step. */
export function* auditSteps(program: Program): Generator<SharedStateReport | undefined> {
  for (const _ of prepareProgram(program)) yield undefined;
  for (const module of program.modules) {
    statesChangedByFunctions(module);
    yield undefined;
  }
  for (const module of program.modules) {
    for (const state of statesByModule(program).get(module) ?? []) yield reportOn(state);
  }
}

function reportOn(state: SharedState): SharedStateReport | undefined {
  const { kind, module, owner, name } = state;
  const { accesses, first } = auditedAccessesTo(state);
  if (!accesses.some(({ access: { kind, code } }) => kind !== 'read' && functionIn(code) !== undefined))
    return undefined;
  const guard = guardOf(state, accesses);
  const assessed = riskOf(state, accesses, guard);
  if (assessed === undefined) return undefined;
  return {
    ...{ state, kind, module, accesses, ...assessed },
    name: owner === undefined ? name : `${qualifiedNameOf(owner)}.${name}`,
    range: (definitionOf(state) ?? first.place).range,
    ...(guard === undefined ? {} : { guard }),
  };
}

/** What first gives it a value at the top of its module, in the body of its class, or in its function. */
function definitionOf({ kind, module, name, owner }: SharedState): Node | undefined {
  const bindings = kind === 'global' ? module.globals(name) : (owner?.ownScope?.own(name) ?? []);
  const isOwn = (scope: Scope): boolean => (kind === 'global' ? scope.isModule : scope.node?.is(owner) === true);
  return bindings.find((binding) => isOwn(binding.owner) && !DECLARATIONS.has(binding.kind))?.node;
}

const DECLARATIONS: ReadonlySet<number> = new Set([BindingKind.GlobalDeclaration, BindingKind.NonlocalDeclaration]);
