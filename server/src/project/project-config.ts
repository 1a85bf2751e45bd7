/**
 * The configuration that holds for a file: `[tool.interleave]` of the nearest `pyproject.toml` that has it, and what the
 * nearest that says something about Python says to all tools.
 */
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { parse, TomlError } from 'smol-toml';
import {
  type Config,
  createLineIndex,
  DEFAULT_CONFIG,
  DEFAULT_ENVIRONMENT,
  type Environment,
  environmentOf,
  type ListedRule,
  parseConfig,
  type StatedEnvironment,
} from '#analysis';
import { environmentFromMetadata, MAY_HAVE_METADATA } from './project-metadata.ts';
import { readRegularFile } from './read-file.ts';
import { tomlPlaces } from './toml-places.ts';

export interface ProjectConfig {
  readonly config: Config;
  /** Whether one of the `exclude` patterns speaks of this very file or folder; what is around it is not asked. */
  isExcluded(path: string): boolean;
  /** What counts where no configuration says otherwise. */
  readonly metadata: StatedEnvironment;
  /** What both say together. */
  readonly environment: Environment;
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
  const files = new Map<string, ProjectFile>();
  const metadata = new Map<string, StatedEnvironment>();
  const configs = new Map<string, ProjectConfig>();
  const problems: ConfigFileProblem[] = [];

  function of(folder: string): ProjectConfig {
    return remembered(configs, folder, () => {
      const table = tableFor(folder);
      const metadata = metadataFor(folder);
      return { ...table, metadata, environment: environmentOf(table.config.environment, metadata) };
    });
  }

  /** Of the nearest file that has one. */
  function tableFor(folder: string): Table {
    const found = readTable(fileIn(folder), folder);
    if (found !== undefined) return found;
    const parent = dirname(folder);
    return parent === folder ? NO_CONFIG : of(parent);
  }

  /** Of each thing, what the nearest file says that speaks of it. */
  function metadataFor(folder: string): StatedEnvironment {
    return remembered(metadata, folder, () => {
      const parent = dirname(folder);
      const { content } = fileIn(folder);
      return {
        ...(parent === folder ? {} : metadataFor(parent)),
        ...(content === undefined ? {} : environmentFromMetadata(content)),
      };
    });
  }

  const fileIn = (folder: string): ProjectFile =>
    remembered(files, folder, () => readProjectFile(join(folder, 'pyproject.toml')));

  /** undefined: this file says nothing, so the one around it counts. */
  function readTable({ content, text, failure }: ProjectFile, folder: string): Table | undefined {
    const path = shownPath(join(folder, 'pyproject.toml'));
    if (failure !== undefined) {
      problems.push({ path, ...failure, message: `Configuration not read: ${failure.message}` });
      // Nobody knows whether a file that is not valid has a table.
      return failure.line === undefined ? undefined : NO_CONFIG;
    }
    const table = content === undefined ? undefined : tableOf(content);
    if (table === undefined) return undefined;
    const { config, problems: found } = parseConfig(table, rules);
    if (found.length > 0) {
      const lines = createLineIndex(text);
      const placeOf = tomlPlaces(text);
      for (const problem of found) {
        const keys = ['tool', 'interleave', ...problem.path];
        const name = keys.filter((key) => typeof key === 'string').join('.');
        problems.push({ path, ...lines.at(placeOf(keys)), message: `${name}: ${problem.message}` });
      }
    }
    return { config, isExcluded: excluder(folder, config.exclude) };
  }

  return { of, problems };
}

type Table = Pick<ProjectConfig, 'config' | 'isExcluded'>;

export const NO_CONFIG: ProjectConfig = {
  config: DEFAULT_CONFIG,
  isExcluded: () => false,
  metadata: {},
  environment: DEFAULT_ENVIRONMENT,
};

interface ProjectFile {
  readonly text: string;
  /** undefined: there is nothing for us in it. */
  readonly content?: Record<string, unknown>;
  readonly failure?: Omit<ConfigFileProblem, 'path'>;
}

function readProjectFile(file: string): ProjectFile {
  const read = readRegularFile(file);
  if (!read.ok) return { text: '', ...(read.isMissing ? {} : { failure: { message: afterColon(read.message) } }) };
  const text = read.bytes.toString('utf8').replace(/^\ufeff/, '');
  const isOurs = text.includes('interleave');
  if (!isOurs && !MAY_HAVE_METADATA.test(text)) return { text };
  try {
    return { text, content: parse(text) };
  } catch (error) {
    // A broken file that is none of ours is for the tools that it belongs to.
    return { text, ...(isOurs ? { failure: syntaxProblem(error) } : {}) };
  }
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  let found = known.get(key);
  if (found === undefined) {
    found = find();
    known.set(key, found);
  }
  return found;
}

function tableOf(document: Record<string, unknown>): unknown {
  const { tool } = document;
  return typeof tool === 'object' && tool !== null ? (tool as Record<string, unknown>).interleave : undefined;
}

/** Of a file that could not be parsed: it has a line. */
function syntaxProblem(error: unknown): Omit<ConfigFileProblem, 'path'> {
  if (!(error instanceof TomlError)) return { line: 1, message: String(error) };
  // The rest of the message is a picture of the line.
  const reason = error.message.split('\n')[0]!.replace('Invalid TOML document: ', '');
  return { line: error.line, column: error.column, message: `not valid TOML, ${reason}.` };
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
