/** Results that are kept for as long as what they were found in: a program, a module's surface or behaviour, a chunk. */
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

/** `find`, asked anew once a name, definition or value may have changed, in the module or in what it looks at. */
export function keptBySurface<T>(find: (module: Module) => T): (module: Module) => T {
  return keptBy(({ surface }) => surface, find);
}

/** The same for what no edit within the body of a function can change: imports, definitions, classes. */
export function keptByMeanings<T>(find: (module: Module) => T): (module: Module) => T {
  return keptBy(({ meanings }) => meanings, find);
}

/** The same, and also once the body of a function may do something else. */
export function keptByBehaviour<T>(find: (module: Module) => T): (module: Module) => T {
  return keptBy(({ behaviour }) => behaviour, find);
}

/**
 * What `find` gives for each chunk, in source order. It is asked anew for a chunk whose text has changed, and for all once
 * a name, definition or value may have. So it may look at the rows of its chunk and at what they stand for, and at
 * nothing else: no callers, no bodies of functions in other chunks. It gives rows, never offsets, since chunks move.
 */
export function keptByChunk<T>(find: (module: Module, chunk: number) => readonly T[]): (module: Module) => T[] {
  const known = new WeakMap<object, Map<number, { readonly facts: object; readonly found: readonly T[] }>>();
  return (module) => {
    let byChunk = known.get(module.meanings);
    if (byChunk === undefined) {
      byChunk = new Map();
      known.set(module.meanings, byChunk);
    }
    const all: T[] = [];
    for (let chunk = 0; chunk < module.chunks.length; chunk++) {
      const { facts } = module.chunks[chunk]!;
      let kept = byChunk.get(chunk);
      if (kept?.facts !== facts) {
        kept = { facts, found: find(module, chunk) };
        byChunk.set(chunk, kept);
      }
      all.push(...kept.found);
    }
    return all;
  };
}

function keptBy<T>(keyOf: (module: Module) => object, find: (module: Module) => T): (module: Module) => T {
  const known = new WeakMap<object, { readonly result: T }>();
  return (module) => {
    const key = keyOf(module);
    let kept = known.get(key);
    if (kept === undefined) {
      kept = { result: find(module) };
      known.set(key, kept);
    }
    return kept.result;
  };
}
