/** What holds for each source: its project's `pyproject.toml` and the editor's settings, put together. */
import { dirname, relative, sep } from 'node:path';
import type { WorkspaceFolder } from 'vscode-languageserver/node';
import { type Config, type Environment, enabledRules, environmentOf, isTestPath, type ListedRule } from '#analysis';
import { createProjectConfigs, excluder, NO_CONFIG, type ProjectConfig } from '../project/project-config.ts';
import { createProjectRoots } from '../project/project-roots.ts';
import { isSkippedFolder } from '../project/skipped-folders.ts';
import type { FileSelection } from './file-listing.ts';
import { mergeConfigs, type Settings } from './settings.ts';
import type { ServerProblem } from './status.ts';
import { modulePathOf, pathOf, type WorkspaceFolders } from './workspace-folders.ts';

export interface SourceConfig {
  readonly config: Config;
  /** Whether the source is looked at at all. */
  readonly isChecked: boolean;
  readonly rulesOn: number;
  /** Relative to its workspace folder where it is in one, with forward slashes: what users are shown. */
  readonly path: string;
  /** What the program calls it. */
  readonly modulePath: string;
  /** Whether it is a file of a workspace folder, and so one of a program with the others there. */
  readonly isInWorkspace: boolean;
  readonly isTest: boolean;
  readonly environment: Environment;
  readonly witness: Settings['witness'];
  readonly contexts: Settings['contexts'];
}

export interface Configuration {
  /** Stays the same object until it changes. */
  of(source: string): Promise<SourceConfig>;
  /** Which files below a workspace folder belong to the program. */
  selectionOf(folder: WorkspaceFolder): Promise<FileSelection>;
  /** Has the files, or the client's settings too, read anew when they are asked for next. */
  reload(what: 'files' | 'all'): void;
  /** What is wrong with what was read so far. */
  problems(): ServerProblem[];
}

export interface ConfigurationOptions {
  readonly rules: readonly ListedRule[];
  readonly folders: WorkspaceFolders;
  /** What the client says for a workspace folder, or for what is in none. */
  readonly fetchSettings: (folder: string | undefined) => Promise<Settings>;
}

export function createConfiguration({ rules, folders, fetchSettings }: ConfigurationOptions): Configuration {
  let cache = createCache(new Map());
  const last = new Map<string, SourceConfig>();

  function createCache(settings: Map<string | undefined, Promise<Settings>>) {
    return {
      settings,
      sources: new Map<string, Promise<SourceConfig>>(),
      problems: new Map<string, ServerProblem>(),
      projects: createProjectConfigs({ rules, shownPath: (file) => file }),
      rootOf: createProjectRoots(),
    };
  }
  type Cache = ReturnType<typeof createCache>;

  async function settingsOf(folder: string | undefined, { settings, problems }: Cache): Promise<Settings> {
    let asked = settings.get(folder);
    if (asked === undefined) {
      asked = fetchSettings(folder);
      settings.set(folder, asked);
    }
    const settled = await asked;
    for (const { setting, message } of settled.problems) {
      problems.set(`${setting}\0${message}`, { path: setting, message });
    }
    return settled;
  }

  async function settle(source: string, using: Cache): Promise<SourceConfig> {
    const workspace = folders.folderOf(source);
    const settings = await settingsOf(workspace?.uri, using);
    const file = pathOf(source);
    const base = workspace === undefined ? undefined : pathOf(workspace.uri);
    // What is in no file belongs to the workspace.
    const folder = file === undefined ? base : dirname(file);
    const project = folder === undefined ? NO_CONFIG : using.projects.of(folder);
    const config = merged(settings, project.config);
    const root = folder === undefined ? undefined : (using.rootOf(folder) ?? base);
    const isExcludedHere = excluder(base ?? folder ?? '', settings.config.exclude);
    const isExcluded =
      file !== undefined &&
      (isInSkippedFolder(file, base) ||
        ancestors(file, base ?? root).some((path) => project.isExcluded(path) || isExcludedHere(path)));
    const isChecked = settings.isEnabled && !isExcluded;
    return {
      config,
      isChecked,
      rulesOn: settings.isEnabled ? enabledRules(rules, config).size : 0,
      path: file === undefined ? source : folders.shownPath(file),
      modulePath: file === undefined ? source : modulePathOf(file),
      isInWorkspace: file !== undefined && folders.isInside(file),
      isTest: isTestPath(file === undefined ? source : modulePathOf(relative(root ?? dirname(file), file))),
      environment: environmentOf(config.environment, project.metadata),
      witness: settings.witness,
      contexts: settings.contexts,
    };
  }

  async function select(folder: WorkspaceFolder, using: Cache): Promise<FileSelection> {
    const settings = await settingsOf(folder.uri, using);
    const base = pathOf(folder.uri)!;
    const isExcludedHere = excluder(base, settings.config.exclude);
    const environments = new Map<ProjectConfig, Environment>();
    return {
      isEnabled: settings.isEnabled,
      environmentOf(file) {
        const project = using.projects.of(dirname(file));
        let environment = environments.get(project);
        if (environment === undefined) {
          environment = environmentOf(merged(settings, project.config).environment, project.metadata);
          environments.set(project, environment);
        }
        return environment;
      },
      isExcluded: (path) => using.projects.of(dirname(path)).isExcluded(path) || isExcludedHere(path),
      isTest: (file) => isTestPath(modulePathOf(relative(using.rootOf(dirname(file)) ?? base, file))),
    };
  }

  /** Equal configurations are the same object, so that nothing is checked again when a file is saved. */
  async function settleAnew(source: string, using: Cache): Promise<SourceConfig> {
    const settled = await settle(source, using);
    const before = last.get(source);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(settled)) return before;
    last.set(source, settled);
    return settled;
  }

  return {
    of(source) {
      let settled = cache.sources.get(source);
      if (settled === undefined) {
        settled = settleAnew(source, cache);
        cache.sources.set(source, settled);
      }
      return settled;
    },
    selectionOf: (folder) => select(folder, cache),
    reload: (what) => {
      cache = createCache(what === 'files' ? cache.settings : new Map());
    },
    problems: () => [...cache.problems.values(), ...projectProblems(cache, folders)],
  };
}

function merged({ preference, config }: Settings, project: Config): Config {
  return preference === 'editorFirst' ? mergeConfigs(config, project) : mergeConfigs(project, config);
}

function projectProblems(
  { projects }: { projects: ReturnType<typeof createProjectConfigs> },
  folders: WorkspaceFolders,
) {
  return projects.problems.map(({ path: file, line, message }): ServerProblem => {
    const path = folders.shownPath(file);
    return { path, file, message, ...(line === undefined ? {} : { line }) };
  });
}

/** The file and the folders around it, as far up as configuration reaches. */
function ancestors(file: string, top: string | undefined): string[] {
  const paths = [file];
  for (let folder = dirname(file); folder !== top && folder !== dirname(folder); folder = dirname(folder)) {
    paths.push(folder);
  }
  return paths;
}

/**
 * Whether a file is in an environment or tool folder below the workspace, or, for one outside of it, anywhere: whoever
 * follows a definition into a library cannot mend what is found there.
 */
function isInSkippedFolder(file: string, workspace: string | undefined): boolean {
  const inside = workspace === undefined ? file : relative(workspace, file);
  return dirname(inside).split(sep).some(isSkippedFolder);
}
