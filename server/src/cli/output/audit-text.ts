/** The audit in a terminal: risky states with their accesses, the others on a line each, by file. */
import { columnsOf, fitted, type Risk, visible } from '#analysis';
import type { ShownState } from '../checking/audit-program.ts';
import type { Audit } from '../commands/audit.ts';
import { type AccessGroup, countsOf, groupedAccesses, hiddenOf, KINDS } from './audit-words.ts';
import type { Colours } from './colours.ts';
import { counted } from './summary.ts';

export interface AuditTextOptions {
  readonly colours: Colours;
  readonly columns: number;
  readonly milliseconds: number;
}

export function auditText(audit: Audit, { colours, columns, milliseconds }: AuditTextOptions): string {
  const { states, isAll } = audit;
  const detailed = isAll ? states : states.filter(({ risk }) => risk === 'high' || risk === 'medium');
  const others = isAll ? [] : states.filter((state) => !detailed.includes(state));
  const most = isAll ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const blocks = detailed.map((state) => blockOf(state, { colours, columns, most }));
  const lines = linesOf(others, colours, columns);
  const summary = [`${countsOf(audit)} ${(milliseconds / 1000).toFixed(2)} s`, hiddenOf(audit)].filter(Boolean);
  return [...blocks, ...lines, ...(lines.length === 0 ? [] : ['']), ...summary].map((line) => `${line}\n`).join('');
}

/** Of the accesses of a state, groups of like ones. */
const MOST_SHOWN = 8;
const INDENT = 8;

interface BlockOptions {
  readonly colours: Colours;
  readonly columns: number;
  readonly most: number;
}

function blockOf(state: ShownState, { colours, columns, most }: BlockOptions): string {
  const { name, kind, path, start, risk, reason } = state;
  const groups = groupedAccesses(state);
  const left = groups.length - most;
  const place = `(${KINDS[kind]}, ${visible(path)}:${start.line})`;
  const details = [
    ...accessLines(groups.slice(0, most), ownerOf(name), columns - INDENT - 2),
    ...(left > 0 ? [colours.faint(`and in ${counted(left, 'more place')}; --all shows them`)] : []),
    ...originsOf(state).map((line) => colours.faint(fitted(line, columns - INDENT - 2))),
  ];
  return [
    `${paint(risk, colours)}${colours.strong(visible(name))} ${colours.faint(place)}`,
    `${' '.repeat(INDENT)}${fitted(visible(reason), columns - INDENT)}`,
    ...details.map((line) => `${' '.repeat(INDENT + 2)}${line}`),
    '',
  ].join('\n');
}

/** "several threads from threading.Thread main.py:39" */
function originsOf({ accesses }: ShownState): string[] {
  const flows = accesses.flatMap(({ contexts }) => contexts);
  const found = flows
    .filter(({ from }) => from.length > 0)
    .map(({ text, from }) => {
      const shown = from.slice(0, MOST_ORIGINS).map(({ name, path, line }) => `${name} ${baseOf(path)}:${line}`);
      const more = from.length > shown.length ? ` and ${from.length - shown.length} more` : '';
      return visible(`${text} from ${shown.join(', ')}${more}`);
    });
  return [...new Set(found)].slice(0, MOST_ORIGINS);
}

const MOST_ORIGINS = 3;

/** In columns as wide as needed; what is too long for a line is cut at its end, where the least important stands. */
function accessLines(groups: readonly AccessGroup[], owner: string, columns: number): string[] {
  const rows = groups.map((group) => {
    const cells = [
      group.access,
      `${baseOf(group.path)}:${group.lines}`,
      group.contexts,
      group.locks,
      functionOf(group, owner),
    ];
    return cells.map((cell) => visible(cell));
  });
  return aligned(rows, [6, 36, 32, 20, 60]).map((line) => fitted(line, columns));
}

/** `MachineCom.` of `MachineCom._heating`: its methods need no other name. */
function ownerOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.') + 1);
}

function functionOf({ function: name }: AccessGroup, owner: string): string {
  if (name === '(module)') return '';
  return `in ${owner !== '' && name.startsWith(owner) ? name.slice(owner.length) : name}`;
}

/** A line for each, below the names of their files. */
function linesOf(states: readonly ShownState[], colours: Colours, columns: number): string[] {
  const rows = states.map(({ start, name, reason }) => [String(start.line).padStart(4), name, reason].map(visible));
  const lines = aligned(rows, [6, 38, 120]);
  return states.flatMap(({ risk, path }, index) => {
    const line = `${' '.repeat(INDENT)}${fitted(lines[index]!, columns - INDENT)}`;
    const before = states[index - 1];
    if (before?.path === path && before.risk === risk) return [line];
    return [`${paint(risk, colours)}${colours.strong(visible(path))}`, line];
  });
}

/** Cells in columns, none wider than its limit. */
function aligned(rows: readonly (readonly string[])[], limits: readonly number[]): string[] {
  const widths = limits.map((limit, at) => Math.min(limit, Math.max(0, ...rows.map((row) => columnsOf(row[at]!)))));
  return rows.map((row) =>
    row
      .map((cell, at) => padded(fitted(cell, widths[at]!), widths[at]!))
      .join('  ')
      .trimEnd(),
  );
}

/** Where paths are long, their last parts tell the files apart well enough. */
function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

function paint(risk: Risk, colours: Colours): string {
  const colour = {
    high: colours.of('error'),
    medium: colours.of('warning'),
    low: colours.of('info'),
    none: colours.faint,
  };
  return colour[risk](risk) + ' '.repeat(INDENT - risk.length);
}
