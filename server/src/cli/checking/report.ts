/** What the command line knows of a finding: plain data with lines and columns, which workers can send. */
import type { Position, Segment, Severity, Witness, WitnessPlace } from '#analysis';

export interface Place {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly start: Position;
  /** After the last character. */
  readonly end: Position;
}

/** The same with lines and columns for its places. */
export type Placed<T> = T extends WitnessPlace
  ? Place
  : T extends object
    ? { readonly [Key in keyof T]: Placed<T[Key]> }
    : T;

export interface ShownWitness {
  readonly value: Placed<Witness>;
  /** Its block of text, row by row. */
  readonly rows: readonly (readonly Segment[])[];
}

export interface ShownRelated extends Place {
  readonly message: string;
  /** The lines of a place in another file than the finding's. */
  readonly excerpt?: readonly SourceLine[];
}

export interface ShownFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly ShownRelated[];
  readonly fingerprint: string;
  readonly detail?: string;
  readonly instead?: string;
  readonly witness?: ShownWitness;
  readonly fix?: { readonly title: string; readonly safety: 'safe' | 'unsafe' };
  /** The lines that the places in the finding's own file are on, and those beside the finding. */
  readonly excerpt: readonly SourceLine[];
}

/** A line of source, or the part of a very long one around the place of interest. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
  /** How many code points of the line are left out before `text`. */
  readonly skipped: number;
  readonly isCut: boolean;
}

/** Something that kept the tool from doing its whole work. */
export interface ShownProblem {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** What checking one file gives. */
export interface FileReport {
  readonly findings: readonly ShownFinding[];
  readonly problems: readonly ShownProblem[];
  /** Findings below the least severity that is shown. */
  readonly hidden: number;
  /** How many fixes were applied, or would be. */
  readonly fixed: number;
  /** The fixed text as a unified diff, when that was asked for. */
  readonly diff?: string;
  /** What the fixes made of the bytes, unless they were written or shown; absent when there was nothing to fix. */
  readonly fixedBytes?: Uint8Array;
}
