/** Analyses sources in the program that they are part of, and remembers what was found. */
import { checkModule, type Finding, type ListedRule, type Module, type Problem, type Program } from '#analysis';
import type { SourceConfig } from './configuration.ts';
import { createLiveProgram, type LiveProgram, type LivePrograms, type OpenSource } from './live-program.ts';
import type { Source } from './source.ts';

export interface Analysis {
  readonly source: Source;
  readonly config: SourceConfig;
  readonly module: Module;
  readonly program: Program;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Where the places are that findings name. */
  readonly locate: LiveProgram['locate'];
}

export interface Analyser {
  /**
   * What is found in a source, given all that are open. The same object while its program and its configuration are the
   * same; undefined for one that is not among them.
   */
  analyse(uri: string, open: readonly OpenSource[]): Analysis | undefined;
  /** The programs of all that is open and of the workspace. */
  programs(open: readonly OpenSource[]): LivePrograms & Pick<LiveProgram, 'locate'>;
  /** What would be found if a source were as given. */
  tryOut(source: Source, config: SourceConfig): Analysis;
  /** Takes over the files on disk, in slices. */
  adopt: LiveProgram['adopt'];
}

export interface AnalyserOptions {
  readonly rules: readonly ListedRule[];
  /** The bytes of python.wasm. */
  readonly engine: () => Uint8Array;
}

export function createAnalyser({ rules, engine }: AnalyserOptions): Analyser {
  const live = createLiveProgram(engine);
  const known = new Map<string, Analysis>();
  const { locate, adopt } = live;

  return {
    adopt,
    analyse(uri, open) {
      live.hold(open);
      if (known.size > open.length) forgetClosed(known, open);
      const found = live.moduleOf(uri);
      const { source, config } = open.find((one) => one.source.uri === uri) ?? {};
      if (found === undefined || source === undefined || config === undefined) return undefined;
      const { module, program } = found;
      const last = known.get(uri);
      if (last?.source === source && last.config === config && last.program === program) return last;
      const result = checkModule(module, program, { rules, config: config.config });
      const analysis = { source, config, module, program, ...result, locate };
      known.set(uri, analysis);
      return analysis;
    },
    programs(open) {
      live.hold(open);
      return { ...live.programs(), locate };
    },
    tryOut(source, config) {
      const { module, program } = live.tryOut({ source, config });
      const result = checkModule(module, program, { rules, config: config.config });
      return { source, config, module, program, ...result, locate };
    },
  };
}

function forgetClosed(known: Map<string, Analysis>, open: readonly OpenSource[]): void {
  const uris = new Set(open.map(({ source }) => source.uri));
  for (const uri of known.keys()) if (!uris.has(uri)) known.delete(uri);
}
