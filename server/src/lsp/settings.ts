/** The editor's settings, section `interleave`: what each of them says, whatever the client sends. */
import { type Config, DEFAULT_CONFIG, type ListedRule, parseConfig } from '#analysis';
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

const CONFIG_KEYS = ['select', 'ignore', 'severity', 'exclude'];

/** Keys that are no configuration, such as `trace`, are none of ours. */
export function readSettings(value: unknown, rules: readonly ListedRule[]): Settings {
  if (!isRecord(value)) return DEFAULT_SETTINGS;
  const { enable, configurationPreference: preference, hover, contexts } = value;
  // Editors send null, or a default that is empty, for what the user has not set.
  const isSet = (key: string): boolean => value[key] != null && !(key === 'select' && isEmpty(value[key]));
  const chosen = Object.fromEntries(CONFIG_KEYS.filter(isSet).map((key) => [key, value[key]]));
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
      setting: ['interleave', ...path.filter((key) => typeof key === 'string')].join('.'),
      message,
    })),
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * Puts two configurations together. What the first says counts: its `select` takes the place of the other's `select`
 * and `ignore` and of what the other switches off, as on the command line. What is ignored or excluded by either is.
 */
export function mergeConfigs(first: Config, second: Config): Config {
  const exclude = [...first.exclude, ...second.exclude];
  if (first.select === undefined) {
    const { select } = second;
    const ignore = [...first.ignore, ...second.ignore];
    const severity = { ...second.severity, ...first.severity };
    return { ...(select === undefined ? {} : { select }), ignore, severity, exclude };
  }
  const rest = Object.entries(second.severity).filter(([, level]) => level !== 'off');
  const severity = { ...Object.fromEntries(rest), ...first.severity };
  return { select: first.select, ignore: first.ignore, severity, exclude };
}
