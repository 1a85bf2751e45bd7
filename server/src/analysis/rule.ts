/** The shape of a rule. */
import type { Report, Severity } from './finding.ts';
import type { Module } from './program/module.ts';
import type { Program } from './program/program.ts';
import type { Suppression } from './suppression.ts';

export interface Rule {
  /** Names the pattern; also the folder's name, the diagnostic code and the anchor of its page. */
  readonly id: string;
  /** Default severity; `off` rules are shipped and must be switched on. */
  readonly severity: Severity | 'off';
  readonly fix: 'safe' | 'unsafe' | 'none';
  /** Rules of other linters on the same ground. */
  readonly peers: readonly string[];
  /** The text of `rule.md`. */
  readonly explanation: string;
  /** Whether findings in test files are hints: tests share and block on purpose. */
  readonly isRelaxedInTests?: boolean;
  /** A pure generator over what the core knows of a module; it keeps no state. */
  check?(module: Module, program: Program): Iterable<Report>;
  /** Runs after the other rules, over what they found and what was suppressed. */
  review?(outcome: Outcome): Iterable<Report>;
}

/** What happened to a module's suppression comments. */
export interface Outcome {
  readonly module: Module;
  readonly suppressions: readonly SuppressionOutcome[];
}

export interface SuppressionOutcome extends Suppression {
  /** Ids in the comment that suppressed a finding. */
  readonly used: ReadonlySet<string>;
  /** Ids in the comment whose rules ran. */
  readonly ran: ReadonlySet<string>;
  /** Ids in the comment that no rule has. */
  readonly unknown: ReadonlySet<string>;
}

export const FAMILIES = [
  'shared-state',
  'locks',
  'asyncio',
  'processes',
  'language',
  'resilience',
  'frameworks',
  'free-threading',
  'housekeeping',
] as const;
export type Family = (typeof FAMILIES)[number];

/** A rule as the list in `rules/index.ts` holds it: its folder gives the family. */
export interface ListedRule extends Rule {
  readonly family: Family;
}
