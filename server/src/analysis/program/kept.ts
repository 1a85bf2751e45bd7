/** Results that are kept for as long as the program that they were found in. */
import type { Module } from './module.ts';
import type { Program } from './program.ts';

/** `find`, which is then asked once for each module of a program. */
export function keptByModule<T extends {}>(find: (module: Module) => T): (module: Module) => T {
  const found = keptByProgram(() => new Map<Module, T>());
  return (module) => {
    const byModule = found(module.program!);
    let result = byModule.get(module);
    if (result === undefined) {
      result = find(module);
      byModule.set(module, result);
    }
    return result;
  };
}

/** `find`, which is then asked once for each program. */
export function keptByProgram<T extends {}>(find: (program: Program) => T): (program: Program) => T {
  const known = new WeakMap<Program, T>();
  return (program) => {
    let result = known.get(program);
    if (result === undefined) {
      result = find(program);
      known.set(program, result);
    }
    return result;
  };
}
