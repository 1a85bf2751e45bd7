/** The configuration that holds for a file: `[tool.interleave]` of the nearest `pyproject.toml` that has it. */
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { parse, TomlError } from 'smol-toml';
import { type Config, createLineIndex, DEFAULT_CONFIG, type ListedRule, parseConfig } from '#analysis';
import { readRegularFile } from './read-file.ts';
import { tomlPlaces } from './toml-places.ts';

export interface ProjectConfig {
  readonly config: Config;
  /** Whether one of the `exclude` patterns speaks of this very file or folder; what is around it is not asked. */
  isExcluded(path: string): boolean;
}

/** Lines and columns as in `Position`. */
export interface ConfigFileProblem {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

export interface ProjectConfigs {
  /** What holds for the files of a folder; read once. */
  of(folder: string): ProjectConfig;
  /** What is wrong with the configuration read so far. */
  readonly problems: readonly ConfigFileProblem[];
}

export interface ProjectConfigOptions {
  readonly rules: readonly ListedRule[];
  /** How problems call a file. */
  readonly shownPath: (file: string) => string;
}

export function createProjectConfigs({ rules, shownPath }: ProjectConfigOptions): ProjectConfigs {
  const byFolder = new Map<string, ProjectConfig>();
  const problems: ConfigFileProblem[] = [];

  function of(folder: string): ProjectConfig {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const found = readFolder(folder) ?? (parent === folder ? NO_CONFIG : of(parent));
    byFolder.set(folder, found);
    return found;
  }

  /** undefined: this folder says nothing, so the one around it counts. */
  function readFolder(folder: string): ProjectConfig | undefined {
    const file = join(folder, 'pyproject.toml');
    const read = readRegularFile(file);
    const path = shownPath(file);
    if (!read.ok) {
      if (!read.isMissing) problems.push({ path, message: `Configuration not read: ${afterColon(read.message)}` });
      return undefined;
    }
    const text = read.bytes.toString('utf8').replace(/^\ufeff/, '');
    // A broken file that is none of ours is for the tools that it belongs to.
    if (!text.includes('interleave')) return undefined;
    const lines = createLineIndex(text);
    try {
      const table = tableOf(parse(text));
      if (table === undefined) return undefined;
      const { config, problems: found } = parseConfig(table, rules);
      if (found.length > 0) {
        const placeOf = tomlPlaces(text);
        for (const problem of found) {
          const keys = ['tool', 'interleave', ...problem.path];
          const name = keys.filter((key) => typeof key === 'string').join('.');
          problems.push({ path, ...lines.at(placeOf(keys)), message: `${name}: ${problem.message}` });
        }
      }
      return { config, isExcluded: excluder(folder, config.exclude) };
    } catch (error) {
      problems.push({ path, ...syntaxProblem(error) });
      return NO_CONFIG;
    }
  }

  return { of, problems };
}

export const NO_CONFIG: ProjectConfig = { config: DEFAULT_CONFIG, isExcluded: () => false };

function tableOf(document: Record<string, unknown>): unknown {
  const { tool } = document;
  return typeof tool === 'object' && tool !== null ? (tool as Record<string, unknown>).interleave : undefined;
}

function syntaxProblem(error: unknown): Omit<ConfigFileProblem, 'path'> {
  if (!(error instanceof TomlError)) return { message: `Configuration not read: ${String(error)}` };
  // The rest of the message is a picture of the line.
  const reason = error.message.split('\n')[0]!.replace('Invalid TOML document: ', '');
  return { line: error.line, column: error.column, message: `Configuration not read: not valid TOML, ${reason}.` };
}

function afterColon(message: string): string {
  return message.slice(message.indexOf(':') + 2);
}

/** A pattern without a slash matches names at any depth; one with a slash is relative to the configuration's folder. */
export function excluder(folder: string, patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) => {
    const plain = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
    return picomatch(plain, { dot: true, nonegate: true, basename: !pattern.replace(/\/+$/, '').includes('/') });
  });
  return (path) => {
    const inside = relative(folder, path).split(sep).join('/');
    return matchers.some((matches) => matches(inside));
  };
}
