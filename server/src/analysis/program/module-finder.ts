/** Finds the module that an import means, by the paths of the program alone: there is no `sys.path` to ask. */
import { STANDARD_LIBRARY } from '../library/standard-library.ts';

/** What a dotted name stands for: a module or package with code, or a folder without (a namespace package). */
export interface Place {
  /** The path of the module; undefined for a namespace package. */
  readonly path: string | undefined;
  /** The folder in which submodules are; undefined for a module that is no package. */
  readonly folder: string | undefined;
  /** The dotted name by which it was imported. */
  readonly name: string;
}

export interface ModuleFinder {
  /** What `import name` in the module at `importer` binds for the whole dotted name. */
  absolute(name: string, importer: string): Place | undefined;
  /** What `import name` binds when it is dotted: its first part, where the whole name leads to a module. */
  top(name: string, importer: string): Place | undefined;
  /** What `from ...name` means, where `dots` counts the dots; `name` may be empty. */
  relative(name: string, dots: number, importer: string): Place | undefined;
  /** A submodule of a package. */
  submodule(of: Place, name: string): Place | undefined;
}

interface Folder {
  /** By the module's name: its path; `.py` comes before `.pyi`. */
  readonly modules: Map<string, string>;
  readonly folders: Set<string>;
}

/**
 * A name is looked up as Python would from the importing file: in the folder of a script, in the folder around the
 * topmost package, and in those further up (a project's root) and the `src` folders beside them. A name that none of
 * these has is taken from the only other root in the program that has it, as in a repository with several projects.
 */
export function createModuleFinder(paths: Iterable<string>): ModuleFinder {
  const folders = indexFolders(paths);
  const roots = rootsOf(folders);
  const isStandardLibrary = (root: string): boolean => {
    const { modules } = folders.get(root)!;
    return modules.has('threading') && modules.has('os') && modules.has('functools');
  };

  const child = (folder: string, name: string, dotted: string): Place | undefined => {
    const own = folders.get(folder);
    if (own === undefined) return undefined;
    const inner = joined(folder, name);
    if (own.folders.has(name)) {
      const code = folders.get(inner)!.modules.get('__init__');
      if (code !== undefined) return { path: code, folder: inner, name: dotted };
    }
    const path = own.modules.get(name);
    if (path !== undefined) return { path, folder: undefined, name: dotted };
    return own.folders.has(name) ? { path: undefined, folder: inner, name: dotted } : undefined;
  };

  const below = (start: string, parts: readonly string[], prefix = ''): Place | undefined => {
    let place: Place = { path: undefined, folder: start, name: prefix };
    for (const part of parts) {
      const next = place.folder === undefined ? undefined : child(place.folder, part, dotted(place.name, part));
      if (next === undefined) return undefined;
      place = next;
    }
    return place;
  };

  /** The folders that may be on the importing file's path, nearest first. */
  function* searched(importer: string): Generator<string> {
    let folder = parentOf(importer);
    while (folders.get(folder)?.modules.has('__init__') && folder !== parentOf(folder)) folder = parentOf(folder);
    for (;;) {
      yield folder;
      for (const source of SOURCE_FOLDERS) if (folders.get(folder)?.folders.has(source)) yield joined(folder, source);
      if (folder === parentOf(folder) || !folder.includes('/')) break;
      folder = parentOf(folder);
    }
    if (folder !== '') yield '';
  }

  const known = new Map<string, Place | undefined>();

  function look(name: string, importer: string): Place | undefined {
    const parts = name.split('.');
    const [top = ''] = parts;
    const isStandard = STANDARD_LIBRARY.has(top);
    const allows = (root: string, place: Place): boolean => {
      if (isStandard && !isStandardLibrary(root)) return false;
      // A folder that merely has the name is no package: only what leads to a module counts.
      return place.path !== undefined || (parts.length > 1 && hasCode(place));
    };
    for (const root of searched(importer)) {
      const place = below(root, parts);
      if (place !== undefined && folders.has(root) && allows(root, place)) return place;
    }
    const elsewhere = (roots.get(top) ?? []).flatMap((root) => {
      const place = below(root, parts);
      return place?.path !== undefined && allows(root, place) ? [place] : [];
    });
    return elsewhere.length === 1 ? elsewhere[0] : undefined;
  }

  const hasCode = ({ folder }: Place): boolean => folder !== undefined && folders.get(folder)!.modules.size > 0;

  return {
    absolute(name, importer) {
      const key = `${parentOf(importer)}\0${name}`;
      if (!known.has(key)) known.set(key, look(name, importer));
      return known.get(key);
    },
    top(name, importer) {
      const whole = this.absolute(name, importer);
      const up = name.split('.').length - 1;
      let folder = whole === undefined ? undefined : (whole.path ?? whole.folder);
      if (whole?.path !== undefined && whole.folder !== undefined) folder = whole.folder;
      for (let step = 0; step < up && folder !== undefined; step++) folder = parentOf(folder);
      if (folder === undefined) return undefined;
      return { path: folders.get(folder)?.modules.get('__init__'), folder, name: name.split('.', 1)[0]! };
    },
    relative(name, dots, importer) {
      let folder = parentOf(importer);
      for (let up = 1; up < dots; up++) folder = parentOf(folder);
      if (name !== '') return below(folder, name.split('.'));
      return { path: folders.get(folder)?.modules.get('__init__'), folder, name: '' };
    },
    submodule: ({ folder, name: outer }, name) =>
      folder === undefined ? undefined : child(folder, name, dotted(outer, name)),
  };
}

/** Folders that hold a project's packages without being packages. */
const SOURCE_FOLDERS = ['src', 'lib', 'python'];

export function isImportable(path: string): boolean {
  return MODULE_FILE.test(nameOf(path));
}

const MODULE_FILE = /^(.*)\.(pyi?)$/;

function indexFolders(paths: Iterable<string>): Map<string, Folder> {
  const folders = new Map<string, Folder>([['', { modules: new Map(), folders: new Set() }]]);
  const folderAt = (path: string): Folder => {
    let folder = folders.get(path);
    if (folder === undefined) {
      folder = { modules: new Map(), folders: new Set() };
      folders.set(path, folder);
      const parent = parentOf(path);
      if (parent !== path) folderAt(parent).folders.add(nameOf(path));
    }
    return folder;
  };
  for (const path of paths) {
    const match = MODULE_FILE.exec(nameOf(path));
    if (match === null) continue;
    const { modules } = folderAt(parentOf(path));
    const [, name = '', extension] = match;
    if (extension === 'py' || !modules.has(name)) modules.set(name, path);
  }
  return folders;
}

/**
 * By the name of a topmost package or module: the folders that have it and are no packages themselves. Stubs apart from
 * the code that imports them, as in `typings`, are of libraries, of which the library tables say more.
 */
function rootsOf(folders: ReadonlyMap<string, Folder>): Map<string, string[]> {
  const roots = new Map<string, string[]>();
  for (const [path, { modules, folders: inner }] of folders) {
    if (modules.has('__init__')) continue;
    const isCode = (file: string | undefined): boolean => file?.endsWith('.py') === true;
    const packages = [...inner].filter((name) => isCode(folders.get(joined(path, name))!.modules.get('__init__')));
    const alone = [...modules].flatMap(([name, file]) => (isCode(file) ? [name] : []));
    for (const name of [...packages, ...alone]) {
      const known = roots.get(name);
      if (known === undefined) roots.set(name, [path]);
      else known.push(path);
    }
  }
  return roots;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  // The root of a file system is its own parent.
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function joined(folder: string, name: string): string {
  return folder === '' || folder === '/' ? folder + name : `${folder}/${name}`;
}

function dotted(outer: string, name: string): string {
  return outer === '' ? name : `${outer}.${name}`;
}
