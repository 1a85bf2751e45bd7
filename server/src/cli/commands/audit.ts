/** `interleave audit`: lists the shared state that files define: who touches it where, under which locks, how risky it is. */
import { RISKS } from '#analysis';
import { auditProgram, type ShownState } from '../checking/audit-program.ts';
import type { ShownProblem } from '../checking/report.ts';
import { EXIT_INCOMPLETE, UsageError } from '../exit.ts';
import { type CacheOptions, createProject } from '../files/asked-files.ts';
import { type Host, hasColours } from '../host.ts';
import { auditJson } from '../output/audit-json.ts';
import { auditMarkdown } from '../output/audit-markdown.ts';
import { auditText } from '../output/audit-text.ts';
import { createColours } from '../output/colours.ts';
import { problemLine } from '../output/summary.ts';

/** As they come from the command line. */
export interface AuditOptions extends CacheOptions {
  readonly outputFormat: 'text' | 'json' | 'markdown';
  /** Whether what one flow alone reaches, and what tests share, is shown too. */
  readonly all?: true;
}

/** What the formats show. */
export interface Audit {
  /** The riskiest first. */
  readonly states: readonly ShownState[];
  readonly problems: readonly ShownProblem[];
  /** How many are not shown. */
  readonly hidden: number;
  readonly isAll: boolean;
}

/** Returns the exit code. */
export async function audit(paths: readonly string[], options: AuditOptions, host: Host): Promise<number> {
  if (paths.includes('-')) throw new UsageError('audit takes files and folders, not standard input.');
  const project = createProject({ host, rules: await host.loadRules() });
  const asked = project.find(paths);
  const reports = await auditProgram(project.run(asked, options));
  const problems = [...project.configs.problems, ...asked.problems, ...reports.flatMap((report) => report.problems)];
  const all = reports.flatMap(({ states }) => states).sort(byRisk);
  const isAll = options.all === true;
  const states = isAll ? all : all.filter(({ risk, isTest }) => risk !== 'none' && !isTest);
  present({ states, problems, hidden: all.length - states.length, isAll }, options, host);
  return problems.length > 0 ? EXIT_INCOMPLETE : 0;
}

function byRisk(a: ShownState, b: ShownState): number {
  const byPath = a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
  return (
    RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
    byPath ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column
  );
}

function present(found: Audit, { outputFormat }: AuditOptions, host: Host): void {
  if (outputFormat === 'json') {
    for (const part of auditJson(found)) host.write(part);
    return;
  }
  const colours = createColours(hasColours(host));
  for (const problem of found.problems) host.writeError(`${problemLine(problem, colours)}\n`);
  const text =
    outputFormat === 'markdown'
      ? auditMarkdown(found)
      : auditText(found, {
          colours,
          columns: Math.min(host.columns ?? DEFAULT_COLUMNS, MOST_COLUMNS),
          milliseconds: host.elapsed(),
        });
  host.write(text);
}

/** Where the output goes to no terminal. */
const DEFAULT_COLUMNS = 100;
/** Wider lines are hard to read. */
const MOST_COLUMNS = 140;
