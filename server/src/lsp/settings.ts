/** The editor's settings, section `interleave`: what each of them says, whatever the client sends. */
import {
  type Config,
  ConfigSchema,
  DEFAULT_CONFIG,
  type ListedRule,
  parseConfig,
  type StatedEnvironment,
} from '#analysis';
import { isRecord } from './client-support.ts';

export interface Settings {
  readonly isEnabled: boolean;
  /** Whose word counts where `pyproject.toml` and the settings say different things. */
  readonly preference: 'filesystemFirst' | 'editorFirst';
  readonly config: Config;
  /** How a hover shows why a finding is a bug, where the editor shows pictures. */
  readonly witness: 'picture' | 'text';
  /** Where the editor shows by itself in which contexts a function runs. */
  readonly contexts: { readonly codeLens: boolean; readonly inlayHints: boolean };
  /** What is wrong with them, with the setting's name. */
  readonly problems: readonly { readonly setting: string; readonly message: string }[];
}

export const DEFAULT_SETTINGS: Settings = {
  isEnabled: true,
  preference: 'filesystemFirst',
  config: DEFAULT_CONFIG,
  witness: 'picture',
  contexts: { codeLens: false, inlayHints: false },
  problems: [],
};

/** What editors send for settings that the user has left alone: it says nothing, else it would count over other files' word. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  select: [],
  'target-python': '',
  'free-threaded': false,
  'assume-concurrent': false,
  'threaded-servers': true,
};

/** As editors call it: `target-python` is `targetPython` there. */
export function settingNameOf(key: string): string {
  return key.replace(/-./g, (part) => part[1]!.toUpperCase());
}

/** Keys that are no configuration, such as `trace`, are none of ours. */
export function readSettings(value: unknown, rules: readonly ListedRule[]): Settings {
  if (!isRecord(value)) return DEFAULT_SETTINGS;
  const { enable, configurationPreference: preference, hover, contexts } = value;
  const chosen: Record<string, unknown> = {};
  for (const key of Object.keys(ConfigSchema.entries)) {
    const set = value[settingNameOf(key)] ?? value[key];
    if (set != null && JSON.stringify(set) !== JSON.stringify(DEFAULTS[key])) chosen[key] = set;
  }
  const { config, problems } = parseConfig(chosen, rules);
  return {
    isEnabled: enable !== false,
    preference: preference === 'editorFirst' ? preference : 'filesystemFirst',
    config,
    contexts: {
      codeLens: isRecord(contexts) && contexts.codeLens === true,
      inlayHints: isRecord(contexts) && contexts.inlayHints === true,
    },
    witness: isRecord(hover) && hover.witness === 'text' ? 'text' : 'picture',
    problems: problems.map(({ path, message }) => ({
      setting: ['interleave', settingNameOf(String(path[0])), ...path.slice(1).filter(isName)].join('.'),
      message,
    })),
  };
}

function isName(key: string | number): key is string {
  return typeof key === 'string';
}

/**
 * Puts two configurations together. What the first says counts: its `select` takes the place of the other's `select`
 * and `ignore` and of what the other switches off, as on the command line. What is ignored or excluded by either is, and
 * functions that either names count.
 */
export function mergeConfigs(first: Config, second: Config): Config {
  const exclude = [...first.exclude, ...second.exclude];
  const environment = mergeEnvironments(first.environment, second.environment);
  if (first.select === undefined) {
    const { select } = second;
    const ignore = [...first.ignore, ...second.ignore];
    const severity = { ...second.severity, ...first.severity };
    return { ...(select === undefined ? {} : { select }), ignore, severity, exclude, environment };
  }
  const rest = Object.entries(second.severity).filter(([, level]) => level !== 'off');
  const severity = { ...Object.fromEntries(rest), ...first.severity };
  return { select: first.select, ignore: first.ignore, severity, exclude, environment };
}

function mergeEnvironments(first: StatedEnvironment, second: StatedEnvironment): StatedEnvironment {
  const both = (['threadEntryPoints', 'blocking', 'notBlocking'] as const).flatMap((key) => {
    const names = [...(first[key] ?? []), ...(second[key] ?? [])];
    return names.length === 0 ? [] : [[key, [...new Set(names)]]];
  });
  return { ...second, ...first, ...Object.fromEntries(both) };
}
