/** Checks files of one program. */
import type { ListedRule } from '#analysis';
import { createModuleChecker, nothingBut } from './check-module.ts';
import { type ProcessSettings, processFile } from './process-file.ts';
import type { FileReport } from './report.ts';
import { type ProgramRun, runProgram, type TaskData } from './run-program.ts';

export interface ProgramCheck extends ProgramRun {
  readonly settings: ProcessSettings;
  readonly rules: readonly ListedRule[];
}

/** One report for each file that is to be checked, in the order of the files. */
export function checkProgram({ settings, rules, ...run }: ProgramCheck): Promise<readonly FileReport[]> {
  const prepare = createCheckTask(rules, run.engine);
  return runProgram(run, { name: 'check', settings, isRemembered: settings.fix === undefined, prepare, nothingBut });
}

export function createCheckTask(rules: readonly ListedRule[], engine: () => Uint8Array) {
  return ({ program, files, settings }: TaskData) => {
    const checker = createModuleChecker({ program, rules, engine });
    return (index: number): FileReport => processFile(files[index]!, settings as ProcessSettings, checker);
  };
}
