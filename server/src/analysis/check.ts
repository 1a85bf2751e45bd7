/** Runs the rules over a program and settles what they say: severities, suppressions, order. */
import { type Config, enabledRules } from './config.ts';
import { Form } from './facts/forms.ts';
import type { Finding, Problem, Report, Severity } from './finding.ts';
import type { Module } from './program/module.ts';
import type { Node, Range } from './program/node.ts';
import type { Program } from './program/program.ts';
import type { ListedRule, SuppressionOutcome } from './rule.ts';
import { lineAt, type Suppression, suppressionsOf } from './suppression.ts';

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export interface CheckOptions {
  readonly rules: readonly ListedRule[];
  readonly config: Config;
}

/** The findings of one module of the program, by place. A rule that throws becomes a problem; the others still answer. */
export function checkModule(module: Module, program: Program, { rules, config }: CheckOptions): CheckResult {
  const problems: Problem[] = module.problems.map(({ start, end, reason }) => ({
    path: module.path,
    range: { start, end },
    message: PARSE_PROBLEMS[reason],
    isInternal: reason === 'crash',
  }));
  const enabled = enabledRules(rules, config);
  const suppressions = suppressionsOf(module).map((suppression) => ({ ...suppression, used: new Set<string>() }));
  const findings: Finding[] = [];

  const collect = (rule: ListedRule, reports: () => Iterable<Report>): void => {
    try {
      for (const report of reports()) {
        const suppressor = suppressorOf(suppressions, rule.id, report.range);
        if (suppressor !== undefined) suppressor.used.add(rule.id);
        else findings.push(toFinding(module, rule, report, enabled.get(rule)!, config));
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The rule '${rule.id}' failed here (${reason}); please report it. Other rules were checked.`;
      problems.push({ path: module.path, message, isInternal: true });
    }
  };

  for (const rule of enabled.keys()) if (rule.check) collect(rule, () => rule.check!(module, program));
  const outcome = { module, suppressions: suppressions.map((entry) => settle(entry, rules, enabled)) };
  for (const rule of enabled.keys()) if (rule.review) collect(rule, () => rule.review!(outcome));

  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
  return { findings, problems };
}

const PARSE_PROBLEMS = {
  budget: 'Not checked: parsing this part takes too many steps. Split it or exclude the file.',
  memory: 'Not checked: parsing this part takes too much memory. Split it or exclude the file.',
  nesting: 'Not checked: this part is larger than 512 KB and its brackets are nested deeper than 1,000.',
  crash: 'Not checked: the parser failed on this part; please report it.',
} as const;

/** `suppressions` stand in source order, and so do the lines that they speak for. */
function suppressorOf<T extends Suppression>(suppressions: readonly T[], id: string, range: Range): T | undefined {
  const after = countStartingUpTo(suppressions.length, (index) => suppressions[index]!.line.start, range.start);
  for (let index = after - 1; index >= 0 && range.start <= suppressions[index]!.line.end; index--) {
    if (suppressions[index]!.rules.some((rule) => rule.id === id)) return suppressions[index];
  }
  return undefined;
}

function settle(
  entry: Suppression & { readonly used: ReadonlySet<string> },
  rules: readonly ListedRule[],
  enabled: ReadonlyMap<ListedRule, Severity>,
): SuppressionOutcome {
  const ids = entry.rules.map(({ id }) => id);
  const running = new Set([...enabled.keys()].map(({ id }) => id));
  const known = new Set(rules.map(({ id }) => id));
  return {
    ...entry,
    ran: new Set(ids.filter((id) => running.has(id))),
    unknown: new Set(ids.filter((id) => !known.has(id))),
  };
}

function toFinding(module: Module, rule: ListedRule, report: Report, severity: Severity, config: Config): Finding {
  // What the user configured counts; a report may be graver or milder than its rule only where the user said nothing.
  const isConfigured = [rule.id, rule.family, 'ALL'].some((name) => config.severity[name] !== undefined);
  let settled = isConfigured ? severity : (report.severity ?? severity);
  if (rule.isRelaxedInTests && module.isTest && !isConfigured) settled = 'hint';
  return {
    rule: rule.id,
    severity: settled,
    path: module.path,
    range: report.range,
    message: report.message,
    related: report.related ?? [],
    fixes: report.fixes ?? [],
    scopePath: scopePathAt(module, report.range.start),
    ...(report.detail === undefined ? {} : { detail: report.detail }),
    ...(report.instead === undefined ? {} : { instead: report.instead }),
    ...(report.witness === undefined ? {} : { witness: report.witness }),
  };
}

/** `Class.method` around an offset. */
function scopePathAt(module: Module, offset: number): string {
  const definitions = definitionsOf(module);
  const last = definitions[countStartingUpTo(definitions.length, (index) => definitions[index]!.start, offset) - 1];
  if (last === undefined) return '';
  // Definitions that contain the offset are the last one that starts before it, or around that one.
  const around = [last, ...last.ancestors()].filter(
    (node) => (node.form === Form.Function || node.form === Form.Class) && offset < node.end,
  );
  return around
    .map(({ name }) => name)
    .reverse()
    .join('.');
}

const DEFINITIONS = new WeakMap<object, readonly Node[]>();

/** In source order. */
function definitionsOf(module: Module): readonly Node[] {
  let definitions = DEFINITIONS.get(module.surface);
  if (definitions === undefined) {
    definitions = [...module.all(Form.Function), ...module.all(Form.Class)].sort((a, b) => a.id - b.id);
    DEFINITIONS.set(module.surface, definitions);
  }
  return definitions;
}

/** How many of `count` entries in ascending order of their starts start at `offset` or before. */
function countStartingUpTo(count: number, startOf: (index: number) => number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A short hash that stays when the finding moves: of the scope's path, the rule and the finding's first line without its
 * white space.
 */
export function fingerprintOf(finding: Finding, text: string): string {
  const { start, end } = lineAt(text, finding.range.start, LONGEST_HASHED);
  const line = text.slice(start, end).replace(/\s+/g, '');
  return hash(`${finding.scopePath}\0${finding.rule}\0${line}`);
}

/** In UTF-16 units on each side: a line of a megabyte may have thousands of findings. */
const LONGEST_HASHED = 1000;

/** FNV-1a over UTF-16 code units, as two 32-bit halves with different seeds. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193) ^ (low >>> 13);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
