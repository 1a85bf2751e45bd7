/**
 * `interleave/sharedState`: what the program shares, who touches it where, and how risky that is. Asked by a view that is in
 * sight, and by nobody else: then `interleave/sharedStateChanged` says, once, that it may ask again.
 */
import {
  type CancellationToken,
  type Connection,
  type Location,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import {
  type AuditedAccess,
  auditSteps,
  byRisk,
  flowsText,
  type Module,
  qualifiedNameOf,
  type Range,
  type Risk,
  type SharedStateReport,
  type StateKind,
} from '#analysis';
import type { Inquiry } from './inquiry.ts';
import { cancelled } from './lifecycle.ts';
import { createSlices } from './slices.ts';

export interface SharedStateAnswer {
  /** The riskiest first. */
  readonly states: readonly SharedStateItem[];
}

export interface SharedStateItem {
  readonly name: string;
  readonly kind: StateKind;
  readonly risk: Risk;
  readonly reason: string;
  readonly guard?: string;
  readonly location: Location;
  readonly accesses: readonly AccessItem[];
  /** How many accesses are left out. */
  readonly more: number;
}

export interface AccessItem {
  readonly kind: 'read' | 'write' | 'update';
  /** Empty for a module's own code. */
  readonly function: string;
  readonly contexts: string;
  readonly locks: readonly string[];
  readonly mayBeLocked: boolean;
  readonly location: Location;
}

export interface SharedState {
  answer(params: unknown, token: CancellationToken): Promise<SharedStateAnswer>;
  /** To be called when something was edited. */
  changed(): void;
}

export interface SharedStateOptions {
  readonly connection: Pick<Connection, 'sendNotification'>;
  readonly inquiry: Pick<Inquiry, 'programs'>;
}

/** In milliseconds, after the last edit: while somebody types, nothing is found out, and nothing said of changes. */
const PAUSE = 500;
/** Programs that others have taken away before all of it was found out; then the client is to ask again. */
const MOST_ATTEMPTS = 5;
const MOST_ACCESSES = 100;

export function createSharedState({ connection, inquiry }: SharedStateOptions): SharedState {
  let hasAsked = false;
  let timer: NodeJS.Timeout | undefined;
  let changedAt = Number.NEGATIVE_INFINITY;
  /** Of several questions the last one counts. */
  let question = 0;
  const pauseLeft = (): number => changedAt + PAUSE - performance.now();

  return {
    async answer(_, token) {
      hasAsked = true;
      const own = ++question;
      const check = (): void => {
        if (token.isCancellationRequested || own !== question) throw cancelled();
      };
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        for (let left = pauseLeft(); left > 0; left = pauseLeft()) {
          await new Promise((resolve) => setTimeout(resolve, left));
          check();
        }
        const found = await findOut(inquiry, check);
        if (found !== undefined) return found;
      }
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The program has changed.');
    },
    changed() {
      changedAt = performance.now();
      if (!hasAsked) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        hasAsked = false;
        void connection.sendNotification('interleave/sharedStateChanged').catch(() => undefined);
      }, PAUSE);
    },
  };
}

/** In slices, so that others have their turn; undefined if the program has become another one meanwhile. */
async function findOut(
  inquiry: SharedStateOptions['inquiry'],
  check: () => void,
): Promise<SharedStateAnswer | undefined> {
  const { programs, areCurrent, locate } = await inquiry.programs();
  const pause = createSlices();
  const found: SharedStateReport[] = [];
  for (const program of programs) {
    for (const report of auditSteps(program)) {
      if (report !== undefined && report.risk !== 'none' && !report.module.isTest) found.push(report);
      await pause();
      check();
      if (!areCurrent()) return undefined;
    }
  }
  const locationOf = ({ path }: Module, range: Range): Location | undefined => locate(path, range);
  return { states: found.sort(byRisk).flatMap((report) => itemOf(report, locationOf) ?? []) };
}

type LocationOf = (module: Module, range: Range) => Location | undefined;

function itemOf(report: SharedStateReport, locationOf: LocationOf): SharedStateItem | undefined {
  const { name, kind, risk, reason, guard, module, range, accesses } = report;
  const location = locationOf(module, range);
  if (location === undefined) return undefined;
  const held = guard === undefined ? {} : { guard: `${guard.name}, ${guard.held} of ${guard.total}` };
  const items = accesses.slice(0, MOST_ACCESSES).flatMap((access) => accessOf(access, locationOf) ?? []);
  return { name, kind, risk, reason, ...held, location, accesses: items, more: accesses.length - items.length };
}

function accessOf(
  { access, contexts, locks, isUncertain }: AuditedAccess,
  locationOf: LocationOf,
): AccessItem | undefined {
  const { kind, place, code } = access;
  const location = locationOf(place.module, place.range);
  if (location === undefined) return undefined;
  return {
    ...{ kind, location, contexts: flowsText(contexts) },
    function: 'form' in code ? qualifiedNameOf(code) : '',
    locks: [...new Set(locks.map((lock) => lock.name))],
    mayBeLocked: isUncertain,
  };
}
