/** Configuration: which rules run, how grave they are, which files are left out, how code runs. One schema for every entry point. */
import * as v from 'valibot';
import { SEVERITIES, type Severity } from './finding.ts';
import type { PythonVersion, StatedEnvironment } from './program/environment.ts';
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
  'target-python': v.optional(
    v.pipe(
      v.string(),
      v.description(
        'The oldest Python that the code must run on, such as 3.11; if nobody says, what requires-python in pyproject.toml allows.',
      ),
    ),
  ),
  'free-threaded': v.optional(
    v.pipe(v.boolean(), v.description('Whether the code is to run on a Python without the GIL.')),
  ),
  'assume-concurrent': v.optional(
    v.pipe(
      v.union([v.boolean(), Names]),
      v.description(
        'Whether threads that the program does not show are assumed to call its public functions: all modules, or a list of modules and packages.',
      ),
    ),
  ),
  'threaded-servers': v.optional(
    v.pipe(
      v.boolean(),
      v.description('Whether servers of frameworks such as Flask and Django answer requests in several threads.'),
    ),
  ),
  'thread-entry-points': v.optional(
    v.pipe(
      Names,
      v.description('Functions that threads run which the program does not show: package.module.Class.method.'),
    ),
  ),
  blocking: v.optional(
    v.pipe(
      Names,
      v.description(
        'Functions that block, besides those that are known to: package.module.function, or package.* for all below.',
      ),
    ),
  ),
  'not-blocking': v.optional(
    v.pipe(Names, v.description('Functions that do not block, whatever is known of them or stands in them.')),
  ),
});

export interface Config {
  /** undefined: the default set. */
  readonly select?: readonly string[];
  readonly ignore: readonly string[];
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  readonly exclude: readonly string[];
  /** Only what is said. */
  readonly environment: StatedEnvironment;
}

export const DEFAULT_CONFIG: Config = { ignore: [], severity: {}, exclude: [], environment: {} };

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
      environment: environmentFrom(kept),
    },
    problems,
  };
}

/** What valid values of the keys about how code runs say. */
function environmentFrom(kept: Readonly<Record<string, unknown>>): StatedEnvironment {
  const target = kept['target-python'] as string | undefined;
  const stated: { [Key in keyof StatedEnvironment]: unknown } = {
    targetPython: target?.split('.').slice(0, 2).map(Number) as PythonVersion | undefined,
    freeThreaded: kept['free-threaded'],
    assumeConcurrent: kept['assume-concurrent'],
    threadedServers: kept['threaded-servers'],
    threadEntryPoints: kept['thread-entry-points'],
    blocking: kept.blocking,
    notBlocking: kept['not-blocking'],
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

/** Keeps what is valid in a value and reports the rest; undefined: nothing is. */
function readKey(key: string, value: unknown, problems: ConfigProblem[]): unknown {
  const report = (message: string, ...inside: ConfigProblem['path']): false => {
    problems.push({ path: [key, ...inside], message });
    return false;
  };
  const expected = (what: string): undefined => void report(`Expected ${what}, found ${describe(value)}.`);
  switch (key) {
    case 'severity': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return expected('a table of rule = "severity"');
      }
      const levels: readonly unknown[] = [...SEVERITIES, 'off'];
      return Object.fromEntries(
        Object.entries(value).filter(
          ([name, level]) =>
            levels.includes(level) || report(`Expected one of ${levels.join(', ')}, found ${describe(level)}.`, name),
        ),
      );
    }
    case 'target-python':
      return typeof value === 'string' && /^3\.\d{1,3}(\.\d+)?$/.test(value)
        ? value
        : expected('a version of Python 3 in quotes, such as "3.11"');
    case 'free-threaded':
    case 'threaded-servers':
      return typeof value === 'boolean' ? value : expected('true or false');
    case 'assume-concurrent':
      if (typeof value === 'boolean') return value;
      if (!Array.isArray(value)) return expected('true, false or a list of modules such as ["package.module"]');
  }
  if (!Array.isArray(value)) return expected('a list of strings');
  const isName = NAMES[key];
  return value.filter((entry, index) => {
    if (typeof entry !== 'string') return report(`Expected a string, found ${describe(entry)}.`, index);
    return (
      isName === undefined ||
      isName.pattern.test(entry) ||
      report(`Expected ${isName.example}, found ${describe(entry)}.`, index)
    );
  });
}

const MODULE = {
  pattern: /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u,
  example: 'a module such as "package.module"',
};
const FUNCTION = {
  pattern: /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)+$/u,
  example: 'a name such as "package.module.function"',
};
const FUNCTIONS = {
  pattern: /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*\.([\p{L}_][\p{L}\p{N}_]*|\*)$/u,
  example: 'a name such as "package.module.function" or "package.*"',
};

/** What the entries of a list look like, where that can be told. */
const NAMES: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  'assume-concurrent': MODULE,
  'thread-entry-points': FUNCTION,
  blocking: FUNCTIONS,
  'not-blocking': FUNCTIONS,
};

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
    // A family stands for those of its rules that are on by default.
    const isSelected = config.select
      ? names(rule).some((name) => config.select!.includes(name) && (name !== rule.family || rule.severity !== 'off'))
      : rule.severity !== 'off' || config.severity[rule.id] !== undefined;
    if (!isSelected || names(rule).some((name) => config.ignore.includes(name))) continue;
    const configured = config.severity[rule.id] ?? config.severity[rule.family] ?? config.severity.ALL;
    // A rule that is off by default and was switched on by name wants to be seen.
    const severity = configured ?? (rule.severity === 'off' ? 'warning' : rule.severity);
    if (severity !== 'off') enabled.set(rule, severity);
  }
  return enabled;
}
