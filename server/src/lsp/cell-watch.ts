/** Sees to it that an edit of one cell shows in the others: the client asks for the diagnostics of the edited one only. */
import type { Inquiry } from './inquiry.ts';
import type { ReportOf } from './reports.ts';

/** In milliseconds: an edit that changes other cells is rare, so this need not keep up with typing. */
const PAUSE = 200;

export interface CellWatchOptions {
  readonly inquiry: Inquiry;
  readonly reportOf: ReportOf;
  /** The ids of the reports that the client has, by document. */
  readonly answered: ReadonlyMap<string, string>;
  readonly refresh: () => void;
  readonly logFailure: (error: unknown) => void;
}

/** Returns what is to be called when a cell of a notebook was edited. */
export function createCellWatch(options: CellWatchOptions): (notebook: string, cell: string) => void {
  const { inquiry, reportOf, answered, refresh, logFailure } = options;
  const timers = new Map<string, NodeJS.Timeout>();

  async function compare(notebook: string, cell: string): Promise<void> {
    timers.delete(notebook);
    const analysis = await inquiry.analysisOf(notebook);
    if (analysis === undefined) return;
    const others = analysis.source.parts.map(({ document }) => document.uri).filter((uri) => uri !== cell);
    const isOutdated = (uri: string): boolean =>
      answered.has(uri) && answered.get(uri) !== reportOf(analysis, uri).resultId;
    if (others.some(isOutdated)) refresh();
  }

  return (notebook, cell) => {
    clearTimeout(timers.get(notebook));
    timers.set(
      notebook,
      setTimeout(() => void compare(notebook, cell).catch(logFailure), PAUSE),
    );
  };
}
