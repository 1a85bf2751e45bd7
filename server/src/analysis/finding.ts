/** What a rule says about a piece of code, as plain data. */
import type { Range } from './program/node.ts';
import type { Witness } from './witness/witness.ts';

export type { Range } from './program/node.ts';

/** From the gravest: a certain defect; a defect in every program that really runs so; worth changing; advice. */
export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One place that explains a finding; in the module of the finding unless `path` says otherwise. */
export interface RelatedPlace {
  readonly path?: string;
  readonly range: Range;
  readonly message: string;
}

/** Replaces a range of the module's text. Edits of one fix do not overlap. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Fix {
  /** What the fix does, in the imperative: "Create the list in the call". */
  readonly title: string;
  /** Safe: same behaviour for every caller. Unsafe fixes are offered, never applied without being asked for. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

/** What a rule yields. */
export interface Report {
  readonly range: Range;
  /** One line, present tense, the user's own names in quotes; what is wrong here, no advice. */
  readonly message: string;
  /** When it differs from the rule's own severity. */
  readonly severity?: Severity;
  /** One sentence about this very code that is not the message, for the hover: what happens, and to whom. */
  readonly detail?: string;
  /** What to do instead, one line. */
  readonly instead?: string;
  readonly related?: readonly RelatedPlace[];
  /** Why it is a bug, step by step. */
  readonly witness?: Witness;
  readonly fixes?: readonly Fix[];
}

/** A report with its rule and place, after configuration and suppressions. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly range: Range;
  readonly message: string;
  readonly detail?: string;
  readonly instead?: string;
  readonly related: readonly RelatedPlace[];
  readonly witness?: Witness;
  readonly fixes: readonly Fix[];
  /** The qualified name of the function or class around it; '' at module level. */
  readonly scopePath: string;
}

/** Something that kept the analysis from doing its whole work; never a finding about the user's code. */
export interface Problem {
  readonly path: string;
  /** Where in the file, when that is known. */
  readonly range?: Range;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /** Whether it is a defect of the tool itself. */
  readonly isInternal: boolean;
}

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
