/** The program that threads are sent. */
import { relative, sep } from 'node:path';
import { createFactsUnpacker, type Environment, environmentOf, type ModuleSource } from '#analysis';

/** The program that is worked on. Plain data, which threads can send; the facts are in memory that they share. */
export interface PackedProgram {
  readonly modules: readonly PackedModule[];
  /** Absolute: shown paths are relative to it. */
  readonly cwd: string;
  /** How modules are called whose path says nothing to the user. */
  readonly names: ReadonlyMap<string, string>;
}

export interface PackedModule {
  readonly path: string;
  readonly isTest: boolean;
  readonly environment: Environment;
  readonly text: string;
  readonly facts: Uint8Array;
}

/** How the user calls the file of a module. */
export function shownPathIn({ cwd, names }: Pick<PackedProgram, 'cwd' | 'names'>): (path: string) => string {
  return (path) => names.get(path) ?? (relative(cwd, path).split(sep).join('/') || '.');
}

/** Those whose facts can be read. */
export function unpacked({ modules }: PackedProgram): ModuleSource[] {
  const unpackFacts = createFactsUnpacker();
  // What came from another thread is a copy.
  const environments = new Map(modules.map(({ environment }) => [environment, environment]));
  for (const copy of environments.keys()) environments.set(copy, environmentOf(copy));
  return modules.flatMap(({ path, isTest, environment, text, facts }) => {
    const parsed = unpackFacts(facts, text);
    return parsed === undefined ? [] : [{ path, isTest, environment: environments.get(environment)!, parsed }];
  });
}
