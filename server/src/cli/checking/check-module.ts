/** Checks modules of one program, and what they are after their fixes. */
import {
  type Config,
  checkModule,
  createLineIndex,
  createModuleParser,
  createProgram,
  type Finding,
  isAtLeast,
  type ListedRule,
  type Module,
  type Problem,
  type Program,
  type Severity,
} from '#analysis';
import { createParserSync } from '#grammars';
import { applyFixes } from '../../project/apply-fixes.ts';
import { encodeSource, type SourceText } from '../../project/source-encoding.ts';
import { type PackedProgram, shownPathIn, unpacked } from './packed-program.ts';
import { placeFinding, placeProblem, type Source, type Sources } from './place-finding.ts';
import type { FileReport, ShownProblem } from './report.ts';

export interface CheckSettings {
  readonly minSeverity: Severity;
  /** Which fixes to apply, if any. */
  readonly fix?: 'safe' | 'unsafe';
}

export interface ModuleToCheck {
  /** As the program calls it. */
  readonly path: string;
  readonly config: Config;
}

export interface ModuleChecker {
  check(module: ModuleToCheck, settings: CheckSettings): FileReport;
  /** Checks this text in place of the module's, and applies its fixes. */
  fix(module: ModuleToCheck, source: SourceText, settings: CheckSettings): FileReport;
  shownPath(path: string): string;
}

export interface ModuleCheckerOptions {
  readonly program: PackedProgram;
  readonly rules: readonly ListedRule[];
  /** Asked for the engine's bytes when a fixed text is to be parsed. */
  readonly engine: () => Uint8Array;
}

export function createModuleChecker({ program: packed, rules, engine }: ModuleCheckerOptions): ModuleChecker {
  const shownPath = shownPathIn(packed);
  const sources = new Map(unpacked(packed).map((source) => [source.path, source]));
  let program = createProgram(sources.values());
  let parseModule: ReturnType<typeof createModuleParser> | undefined;
  const shownSources = new WeakMap<Module, Source>();

  /** Goes from program to program: what is known of modules that nothing changed for is taken along. */
  function programWith(path: string, text: string): Program {
    const source = sources.get(path)!;
    const isOriginal = source.parsed.text === text;
    if (program.module(path)!.text === text) return program;
    parseModule ??= createModuleParser(createParserSync(engine()));
    const changed = isOriginal ? source : { ...source, parsed: parseModule(text) };
    program = createProgram(new Map([...sources, [path, changed]]).values(), program);
    return program;
  }

  function textOf({ path }: ModuleToCheck): string {
    const source = sources.get(path);
    if (source === undefined) throw new Error('its facts cannot be read');
    return source.parsed.text;
  }

  function analyse({ path, config }: ModuleToCheck, text: string): Analysis {
    const current = programWith(path, text);
    const module = current.module(path)!;
    return { text, module, program: current, ...checkModule(module, current, { rules, config }) };
  }

  function present({ findings, problems, program: current }: Analysis, { minSeverity }: CheckSettings): FileReport {
    const shown = findings.filter(({ severity }) => isAtLeast(severity, minSeverity));
    const places: Sources = {
      shownPath,
      of(path) {
        const module = current.module(path);
        if (module === undefined) return undefined;
        const known = shownSources.get(module);
        if (known !== undefined) return known;
        const source = { text: module.text, lines: createLineIndex(module.text) };
        shownSources.set(module, source);
        return source;
      },
    };
    return {
      findings: shown.map((finding) => placeFinding(finding, places)),
      problems: problems.map((problem) => placeProblem(problem, places)),
      hidden: findings.length - shown.length,
      fixed: 0,
    };
  }

  function fixed(module: ModuleToCheck, source: SourceText, settings: CheckSettings): FileReport {
    const original = analyse(module, source.text);
    const problems: ShownProblem[] = [];
    const path = shownPath(module.path);
    const unfixed = (): FileReport => ({ ...present(analyse(module, source.text), settings), problems });
    let analysis = original;
    let count = 0;
    for (let round = 0; ; round++) {
      const shown = analysis.findings.filter(({ severity }) => isAtLeast(severity, settings.minSeverity));
      const result = applyFixes(analysis.text, shown, settings.fix!);
      if (result.text === analysis.text) break;
      const next = analyse(module, result.text);
      if (round === MOST_ROUNDS || next.problems.length > original.problems.length) {
        problems.push({ path, message: 'Not fixed: the fixes do not settle; please report it.' });
        return unfixed();
      }
      analysis = next;
      count += result.count;
    }
    const report = present(analysis, settings);
    if (count === 0) return report;
    const fixedBytes = encodeSource({ ...source, text: analysis.text });
    if (fixedBytes === undefined) {
      problems.push({ path, message: `Not fixed: files in '${source.encoding}' cannot be written. Save it as UTF-8.` });
      return unfixed();
    }
    return { ...report, fixed: count, fixedBytes };
  }

  /** What goes wrong with one module is a problem of that module, and every check begins with the program as it is. */
  function guarded({ path }: ModuleToCheck, act: () => FileReport): FileReport {
    try {
      return act();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Not checked: the analysis failed (${reason}); please report it.`;
      return nothingBut({ path: shownPath(path), message });
    } finally {
      const source = sources.get(path);
      if (source !== undefined) programWith(path, source.parsed.text);
    }
  }

  return {
    check: (module, settings) => guarded(module, () => present(analyse(module, textOf(module)), settings)),
    fix: (module, source, settings) => guarded(module, () => fixed(module, source, settings)),
    shownPath,
  };
}

/** More rounds than fixes of fixes need; two rules that undo each other's fixes stop here. */
const MOST_ROUNDS = 10;

interface Analysis {
  readonly text: string;
  readonly module: Module;
  readonly program: Program;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export function nothingBut(problem: ShownProblem): FileReport {
  return { findings: [], problems: [problem], hidden: 0, fixed: 0 };
}
