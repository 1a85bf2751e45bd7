/** The files that a command is asked about, with the project that they belong to. */
import { realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Config, isTestPath, type ListedRule } from '#analysis';
import { cacheFolderOf, cacheRootOf, pruneCache } from '../../project/cache-folder.ts';
import { createFactCache } from '../../project/fact-cache.ts';
import { findFiles } from '../../project/find-files.ts';
import { type ProgramFilesOptions, programFiles, topmostPackage } from '../../project/program-files.ts';
import { createProjectConfigs } from '../../project/project-config.ts';
import { createProjectRoots } from '../../project/project-roots.ts';
import { createRunCache } from '../checking/run-cache.ts';
import type { Caches, ProgramFile, ProgramRun } from '../checking/run-program.ts';
import type { Host } from '../host.ts';

/** As they come from the command line. */
export interface CacheOptions {
  readonly cache: boolean;
  readonly cacheDir?: string;
}

export interface Asked {
  readonly files: readonly AskedFile[];
  /** The folders that `files` and `stubs` are all files of. */
  readonly walked: readonly string[];
  readonly stubs: readonly string[];
}

export interface AskedFile extends ProgramFile {
  /** Absolute. */
  readonly file: string;
}

export interface Project {
  readonly configs: ReturnType<typeof createProjectConfigs>;
  /** The files below these paths, or below the current folder, and what is wrong with the paths. */
  readonly find: (paths: readonly string[]) => Asked & { readonly problems: ReturnType<typeof findFiles>['problems'] };
  /** A file that is asked about, with its configuration. */
  readonly describe: (file: string) => AskedFile;
  /** These files together with all that belongs to their projects; `isAlone`: with nothing else. */
  readonly run: (asked: Asked, options: CacheOptions & { readonly isAlone?: boolean }) => ProgramRun;
}

export interface ProjectOptions {
  readonly host: Host;
  readonly rules: readonly ListedRule[];
  /** What a configuration becomes by the options of the command. */
  readonly adjust?: (config: Config) => Config;
}

export function createProject({ host, rules, adjust = (config) => config }: ProjectOptions): Project {
  const { cwd, engine, workerScript } = host;
  const shownPath = (file: string): string => slashed(relative(cwd, file)) || '.';
  const configs = createProjectConfigs({ rules, shownPath });
  const rootOf = createProjectRoots();
  const settled = new Map<Config, Config>();
  const configOf = (folder: string): Config => {
    const { config } = configs.of(folder);
    if (!settled.has(config)) settled.set(config, adjust(config));
    return settled.get(config)!;
  };
  // What is wrong in the configuration of folders that are not to be checked matters to nobody now.
  const otherConfigs = createProjectConfigs({ rules, shownPath });
  const identify = (file: string): AskedFile => {
    const folder = dirname(file);
    const isTest = isTestPath(slashed(relative(rootOf(folder) ?? cwd, file)));
    return { file, source: file, path: slashed(file), isTest, environment: otherConfigs.of(folder).environment };
  };
  const describe = (file: string): AskedFile => ({ ...identify(file), config: configOf(dirname(file)) });
  const excluder = (from: typeof configs) => (path: string) => from.of(dirname(path)).isExcluded(path);
  const surroundings: Pick<ProgramFilesOptions, 'rootOf' | 'isExcluded'> = {
    rootOf,
    isExcluded: excluder(otherConfigs),
  };
  return {
    configs,
    describe,
    find(paths) {
      const asked = paths.length === 0 ? ['.'] : paths;
      const found = findFiles(asked, { cwd, isExcluded: excluder(configs), shownPath });
      const walked = asked.map((path) => resolve(cwd, path)).filter(isFolder);
      return { files: found.files.map(describe), walked, stubs: found.stubs, problems: found.problems };
    },
    run({ files, walked, stubs }, options) {
      const start = walked[0] ?? dirname(files[0]?.file ?? resolve(cwd, 'file'));
      const own = files.map(({ file }) => file);
      const around = options.isAlone ? [] : programFiles(own, { ...surroundings, walked }).concat(stubs);
      const known = around.length === 0 ? new Set() : new Set(own.flatMap((file) => [file, realPath(file)]));
      const others = [...new Set(around)].filter((file) => !known.has(file) && !known.has(realPath(file)));
      return {
        ...{ files: [...files, ...others.map(identify)], cwd, engine },
        ...(workerScript === undefined ? {} : { workerScript }),
        caches: cachesOf(rootOf(start) ?? topmostPackage(start), options, host),
      };
    },
  };
}

/** Each project has its own; undefined where there are none. */
function cachesOf(project: string, { cache, cacheDir }: CacheOptions, { env, cwd, sources }: Host): Caches | undefined {
  const root = cacheDir === undefined ? cacheRootOf(env) : resolve(cwd, cacheDir);
  if (!cache || root === undefined || sources === undefined) return undefined;
  return {
    facts: createFactCache(cacheFolderOf(root, `facts-${sources.facts}`, project)),
    runs: createRunCache(cacheFolderOf(root, `runs-${sources.build}`, project)),
    prune: () => pruneCache(root),
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The path itself for what is not there. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
