/** What the configuration says about where and how a module's code runs. */

/** Major and minor version: `[3, 13]`. */
export type PythonVersion = readonly [major: number, minor: number];

/** Shared by all modules for which the same configuration holds: another object counts as another configuration. */
export interface Environment {
  /** The oldest Python that the code must run on; undefined: nobody said. */
  readonly targetPython: PythonVersion | undefined;
  /** Whether it is to run without the GIL. */
  readonly freeThreaded: boolean;
  /** Whether callers outside of the program are taken to call its public functions from several threads: all modules, or these. */
  readonly assumeConcurrent: boolean | readonly string[];
  /** Whether servers of frameworks such as Flask and Django answer requests in several threads. */
  readonly threadedServers: boolean;
  /** Qualified names of functions that run in threads which the program does not show: `jobs.Worker.run`. */
  readonly threadEntryPoints: readonly string[];
  /** Qualified names of functions that block, in addition to those that the library tables name. */
  readonly blocking: readonly string[];
  /** Qualified names of functions that do not block, whatever the tables and their bodies say. */
  readonly notBlocking: readonly string[];
}

export const DEFAULT_ENVIRONMENT: Environment = {
  targetPython: undefined,
  freeThreaded: false,
  assumeConcurrent: false,
  threadedServers: true,
  threadEntryPoints: [],
  blocking: [],
  notBlocking: [],
};

/** What somebody says about an environment; undefined, or not there: nothing. */
export type StatedEnvironment = { readonly [Key in keyof Environment]?: Environment[Key] | undefined };

const known = new Map<string, Environment>([[JSON.stringify(DEFAULT_ENVIRONMENT), DEFAULT_ENVIRONMENT]]);

/** What holds where somebody says this: the same object for the same. What the first says of a thing counts. */
export function environmentOf(...stated: readonly StatedEnvironment[]): Environment {
  const settled: Record<string, unknown> = { ...DEFAULT_ENVIRONMENT };
  for (const key of Object.keys(DEFAULT_ENVIRONMENT) as (keyof Environment)[]) {
    const said = stated.find((one) => one[key] !== undefined);
    if (said !== undefined) settled[key] = said[key];
  }
  const text = JSON.stringify(settled);
  const environment = known.get(text);
  if (environment !== undefined) return environment;
  known.set(text, settled as unknown as Environment);
  return settled as unknown as Environment;
}

/** 'Python 3.13 or later, without the GIL'; undefined where nothing is said that people should see. */
export function environmentText({ targetPython, freeThreaded }: Environment): string | undefined {
  const said = [
    ...(targetPython === undefined ? [] : [`Python ${targetPython.join('.')} or later`]),
    ...(freeThreaded ? ['without the GIL'] : []),
  ];
  return said.length === 0 ? undefined : said.join(', ');
}

/** Whether what came with this version may be advised and written: nobody said that the code must run on an older one. */
export function mayUse(environment: Environment, major: number, minor: number): boolean {
  return environment.targetPython === undefined || isTargetAtLeast(environment, major, minor);
}

/** Whether the code is known to run on this version or later ones only. */
export function isTargetAtLeast({ targetPython }: Environment, major: number, minor: number): boolean {
  if (targetPython === undefined) return false;
  return targetPython[0] > major || (targetPython[0] === major && targetPython[1] >= minor);
}
