/** Audits the shared state that files of one program define. */
import {
  type AuditedAccess,
  createLineIndex,
  createProgram,
  type Flow,
  flowsOf,
  type Module,
  type Node,
  qualifiedNameOf,
  type Risk,
  type SharedStateReport,
  type StateKind,
  sharedStatesIn,
} from '#analysis';
import { shownPathIn, unpacked } from './packed-program.ts';
import { placeOf, type Source, type Sources } from './place-finding.ts';
import type { Place, ShownProblem } from './report.ts';
import { type ProgramRun, runProgram, type TaskData } from './run-program.ts';

export interface ShownState extends Place {
  readonly name: string;
  readonly kind: StateKind;
  readonly risk: Risk;
  readonly reason: string;
  readonly guard?: {
    readonly name: string;
    readonly isDeclared: boolean;
    readonly held: number;
    readonly total: number;
  };
  /** Whether a test file defines it. */
  readonly isTest: boolean;
  readonly accesses: readonly ShownAccess[];
}

export interface ShownAccess extends Place {
  readonly access: 'read' | 'write' | 'update';
  /** Undefined for a module's own code. */
  readonly function?: string;
  readonly contexts: readonly ShownFlow[];
  /** The locks that are surely held, and whether something unknown may be one more. */
  readonly locks: readonly string[];
  readonly mayBeLocked: boolean;
}

export interface ShownFlow {
  readonly text: string;
  readonly from: readonly { readonly name: string; readonly path: string; readonly line: number }[];
}

export interface AuditReport {
  readonly states: readonly ShownState[];
  readonly problems: readonly ShownProblem[];
}

/** One report for each file that is asked about, in the order of the files. */
export function auditProgram(run: ProgramRun): Promise<readonly AuditReport[]> {
  const nothingBut = (problem: ShownProblem): AuditReport => ({ states: [], problems: [problem] });
  return runProgram(run, {
    ...{ name: 'audit', settings: {}, isRemembered: true },
    ...{ prepare: createAuditTask(), nothingBut },
  });
}

export function createAuditTask() {
  return ({ program: packed, files }: TaskData) => {
    const program = createProgram(unpacked(packed));
    const sources = sourcesOf(program.modules, shownPathIn(packed));
    return (index: number): AuditReport => {
      const { path } = files[index]!;
      try {
        const module = program.module(path);
        if (module === undefined) throw new Error('its facts cannot be read');
        return { states: sharedStatesIn(module).map((report) => placeState(report, sources)), problems: [] };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const message = `Not audited: the analysis failed (${reason}); please report it.`;
        return { states: [], problems: [{ path: sources.shownPath(path), message }] };
      }
    };
  };
}

function sourcesOf(modules: readonly Module[], shownPath: (path: string) => string): Sources {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const known = new Map<string, Source>();
  return {
    shownPath,
    of(path) {
      const module = byPath.get(path);
      if (module === undefined) return undefined;
      const source = known.get(path) ?? { text: module.text, lines: createLineIndex(module.text) };
      known.set(path, source);
      return source;
    },
  };
}

function placeState(report: SharedStateReport, sources: Sources): ShownState {
  const { name, kind, module, range, risk, reason, guard, accesses } = report;
  return {
    ...{ name, kind, risk, reason, isTest: module.isTest },
    ...placeOf(module.path, range, sources),
    ...(guard === undefined ? {} : { guard }),
    accesses: accesses.map((access) => placeAccess(access, sources)),
  };
}

function placeAccess({ access, contexts, locks, isUncertain }: AuditedAccess, sources: Sources): ShownAccess {
  const { kind, place, code } = access;
  return {
    access: kind,
    ...placeNode(place, sources),
    ...('form' in code ? { function: qualifiedNameOf(code) } : {}),
    contexts: flowsOf(contexts).map((flow) => placeFlow(flow, sources)),
    locks: [...new Set(locks.map((lock) => lock.name))],
    mayBeLocked: isUncertain,
  };
}

function placeFlow({ what, from }: Flow, sources: Sources): ShownFlow {
  const origins = from.map(({ name, place }) => {
    const { path, start } = placeNode(place, sources);
    return { name, path, line: start.line };
  });
  return { text: what, from: origins };
}

function placeNode({ module, range }: Node, sources: Sources): Place {
  return placeOf(module.path, range, sources);
}
