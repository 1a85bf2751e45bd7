/** The last lines of a run: what was found, in how many files, how long it took, and what else could be done. */
import { SEVERITIES, visible } from '#analysis';
import type { FileReport, ShownFinding, ShownProblem } from '../checking/report.ts';
import type { Colours } from './colours.ts';

export interface Run {
  readonly reports: readonly FileReport[];
  readonly findings: readonly ShownFinding[];
  readonly problems: readonly ShownProblem[];
  readonly milliseconds: number;
  readonly fixMode: 'none' | 'write' | 'diff';
}

export function summaryOf({ reports, findings, problems, milliseconds, fixMode }: Run): string {
  const counts = SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length])
    .filter(([, count]) => count !== 0)
    .map(([severity, count]) => counted(count as number, severity as string));
  const found = findings.length === 0 ? 'No findings' : counted(findings.length, 'finding');
  const details = counts.length === 0 ? '' : ` (${counts.join(', ')})`;
  const seconds = (milliseconds / 1000).toFixed(2);
  const verb = fixMode === 'diff' && findings.length > 0 ? ' would be left' : '';
  const lines = [`${found}${details}${verb} in ${counted(reports.length, 'file')}, ${seconds} s.`];
  if (reports.length === 0 && problems.length === 0) lines[0] = 'No Python files found.';
  if (problems.length > 0) lines.push(`${counted(problems.length, 'problem')} kept the check from being complete.`);

  const fixed = sum(reports, (report) => report.fixed);
  const filesFixed = reports.filter((report) => report.fixed > 0).length;
  const done = { none: '', write: 'Fixed', diff: 'Would fix' }[fixMode];
  if (fixed > 0) lines.push(`${done} ${counted(fixed, 'finding')} in ${counted(filesFixed, 'file')}.`);
  if (fixMode === 'none') lines.push(...offers(findings));
  const hidden = sum(reports, (report) => report.hidden);
  if (hidden > 0) lines.push(`${counted(hidden, 'milder finding')} not shown; --min-severity hint shows all.`);
  return lines.join('\n');
}

export function problemLine({ path, line, column, message }: ShownProblem, colours: Colours): string {
  const where = [path === '' ? 'interleave' : visible(path), line, column].filter((part) => part !== undefined);
  return `${colours.strong(where.join(':'))}: ${colours.problem('problem')}: ${visible(message)}`;
}

function offers(findings: readonly ShownFinding[]): string[] {
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const unsafe = findings.filter(({ fix }) => fix?.safety === 'unsafe').length;
  const parts = [
    ...(safe > 0 ? [`${safe} with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ''} with --fix --unsafe-fixes`] : []),
  ];
  return parts.length === 0 ? [] : [`Can be fixed: ${parts.join(', ')}.`];
}

export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 || noun === 'info' ? noun : `${noun}s`}`;
}

function sum<T>(entries: readonly T[], value: (entry: T) => number): number {
  return entries.reduce((total, entry) => total + value(entry), 0);
}
