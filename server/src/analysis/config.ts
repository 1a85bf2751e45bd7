/** Configuration: which rules run, how grave they are, which files are left out. One schema for every entry point. */
import * as v from 'valibot';
import { SEVERITIES, type Severity } from './finding.ts';
import { FAMILIES, type ListedRule } from './rule.ts';

const Names = v.array(v.string());

/** The keys of `[tool.interleave]` and of the editor's settings. */
export const ConfigSchema = v.object({
  select: v.optional(v.pipe(Names, v.description('Rules that run, instead of the default set: ids, families or ALL.'))),
  ignore: v.optional(v.pipe(Names, v.description('Rules that do not run: ids, families or ALL.'))),
  severity: v.optional(
    v.pipe(
      v.record(v.string(), v.picklist([...SEVERITIES, 'off'])),
      v.description('Severity by rule id or family: error, warning, info, hint or off.'),
    ),
  ),
  exclude: v.optional(v.pipe(Names, v.description('Glob patterns of files that are not checked.'))),
});

export interface Config {
  /** undefined: the default set. */
  readonly select?: readonly string[];
  readonly ignore: readonly string[];
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  readonly exclude: readonly string[];
}

export const DEFAULT_CONFIG: Config = { ignore: [], severity: {}, exclude: [] };

export interface ConfigProblem {
  /** Keys from the top: `['select', 2]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what is valid. */
  readonly message: string;
}

/** Reads what a user wrote. What is wrong is reported and left out; the rest counts. Never throws. */
export function parseConfig(
  input: unknown,
  rules: readonly ListedRule[],
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  if (input === undefined) return { config: DEFAULT_CONFIG, problems };
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { config: DEFAULT_CONFIG, problems: [{ path: [], message: `Expected a table, found ${describe(input)}.` }] };
  }
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input)) {
    if (!Object.hasOwn(ConfigSchema.entries, key)) {
      const valid = Object.keys(ConfigSchema.entries).join(', ');
      problems.push({ path: [key], message: `Unknown key '${key}'; valid keys are ${valid}.` });
      continue;
    }
    kept[key] = readKey(key, value, problems);
  }
  const names = new Set<string>(['ALL', ...FAMILIES, ...rules.map(({ id }) => id)]);
  const known = (key: string, list: unknown): string[] => {
    if (!Array.isArray(list)) return [];
    return (list as string[]).filter((name, index) => {
      if (names.has(name)) return true;
      problems.push({
        path: [key, index],
        message: `No rule or family is called '${name}'; 'interleave rules' lists them.`,
      });
      return false;
    });
  };
  const severity: Record<string, Severity | 'off'> = {};
  for (const [name, value] of Object.entries((kept.severity ?? {}) as Record<string, Severity | 'off'>)) {
    if (names.has(name)) severity[name] = value;
    else problems.push({ path: ['severity', name], message: `No rule or family is called '${name}'.` });
  }
  return {
    config: {
      ...(Array.isArray(kept.select) ? { select: known('select', kept.select) } : {}),
      ignore: known('ignore', kept.ignore),
      severity,
      exclude: (kept.exclude as string[] | undefined) ?? [],
    },
    problems,
  };
}

/** Keeps the valid entries of a list or table and reports the others. */
function readKey(key: string, value: unknown, problems: ConfigProblem[]): unknown {
  if (key === 'severity') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ path: [key], message: `Expected a table of rule = "severity", found ${describe(value)}.` });
      return undefined;
    }
    const levels: readonly unknown[] = [...SEVERITIES, 'off'];
    return Object.fromEntries(
      Object.entries(value).filter(([name, level]) => {
        if (levels.includes(level)) return true;
        problems.push({
          path: [key, name],
          message: `Expected one of ${levels.join(', ')}, found ${describe(level)}.`,
        });
        return false;
      }),
    );
  }
  if (!Array.isArray(value)) {
    problems.push({ path: [key], message: `Expected a list of strings, found ${describe(value)}.` });
    return undefined;
  }
  return value.filter((entry, index) => {
    if (typeof entry === 'string') return true;
    problems.push({ path: [key, index], message: `Expected a string, found ${describe(entry)}.` });
    return false;
  });
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a table' : JSON.stringify(value);
}

/** The rules that run under a configuration, each with the severity that counts. */
export function enabledRules(rules: readonly ListedRule[], config: Config): Map<ListedRule, Severity> {
  const names = (rule: ListedRule): readonly string[] => [rule.id, rule.family, 'ALL'];
  const enabled = new Map<ListedRule, Severity>();
  for (const rule of rules) {
    const isSelected = config.select
      ? names(rule).some((name) => config.select!.includes(name))
      : rule.severity !== 'off' || config.severity[rule.id] !== undefined;
    if (!isSelected || names(rule).some((name) => config.ignore.includes(name))) continue;
    const configured = config.severity[rule.id] ?? config.severity[rule.family] ?? config.severity.ALL;
    // A rule that is off by default and was switched on by name wants to be seen.
    const severity = configured ?? (rule.severity === 'off' ? 'warning' : rule.severity);
    if (severity !== 'off') enabled.set(rule, severity);
  }
  return enabled;
}
