/** The audit in a terminal: risky states with their accesses, the others on a line each. */
import { columnsOf, fitted, type Risk, visible } from '#analysis';
import type { ShownState } from '../checking/audit-program.ts';
import type { Audit } from '../commands/audit.ts';
import { type AccessGroup, countsOf, groupedAccesses, hiddenOf, KINDS } from './audit-words.ts';
import type { Colours } from './colours.ts';

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
    ...accessLines(groups.slice(0, most), columns - INDENT - 2),
    ...(left > 0 ? [colours.faint(`and in ${left} more places; --all shows them`)] : []),
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
      const shown = from.slice(0, MOST_ORIGINS).map(({ name, path, line }) => `${name} ${path}:${line}`);
      const more = from.length > shown.length ? ` and ${from.length - shown.length} more` : '';
      return visible(`${text} from ${shown.join(', ')}${more}`);
    });
  return [...new Set(found)].slice(0, MOST_ORIGINS);
}

const MOST_ORIGINS = 3;

/** In columns as wide as needed; what is too long for a line is cut at its end. */
function accessLines(groups: readonly AccessGroup[], columns: number): string[] {
  const rows = groups.map((group) => {
    const cells = [group.access, group.where, group.function, group.contexts, group.locks];
    return cells.map((cell) => visible(cell));
  });
  const limits = [6, 34, 28, 30, 24];
  const widths = limits.map((limit, at) => Math.min(limit, Math.max(0, ...rows.map((row) => columnsOf(row[at]!)))));
  return rows.map((row) =>
    fitted(
      row
        .map((cell, at) => padded(fitted(cell, widths[at]!), widths[at]!))
        .join('  ')
        .trimEnd(),
      columns,
    ),
  );
}

function linesOf(states: readonly ShownState[], colours: Colours, columns: number): string[] {
  const places = states.map(({ path, start }) => visible(`${path}:${start.line}`));
  const names = states.map(({ name }) => visible(name));
  const widthOf = (texts: readonly string[], limit: number): number =>
    Math.min(limit, Math.max(0, ...texts.map(columnsOf)));
  const [name, place] = [widthOf(names, 30), widthOf(places, 34)];
  return states.map(({ risk, reason }, index) => {
    const own = `${padded(names[index]!, name)}  ${padded(places[index]!, place)}  `;
    const rest = Math.max(20, columns - INDENT - columnsOf(own));
    return `${paint(risk, colours)}${own}${fitted(visible(reason), rest)}`.trimEnd();
  });
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
