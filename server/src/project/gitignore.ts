/** What git leaves out: `.gitignore` files of a folder and those around it, and `.git/info/exclude`. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readRegularFile } from './read-file.ts';

/** The patterns of one folder, which speak of everything below it. */
interface Patterns {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The patterns that hold in a folder, those of the outermost folder first. An immutable value. */
export interface GitIgnore {
  /** The patterns that hold inside `folder`, a subfolder, which has entries of these names. */
  enter(folder: string, names: ReadonlySet<string>): GitIgnore;
  /** Whether an entry of the folder is left out; the innermost patterns that speak of it decide. */
  isIgnored(path: string, kind: 'file' | 'folder'): boolean;
}

/**
 * What holds around a folder named on the command line: the patterns of the folders above it, up to the repository's
 * root. Patterns that leave out the folder itself do not count: the user asked for it.
 */
export function gitIgnoreAbove(folder: string): GitIgnore {
  const above: string[] = [];
  // A folder that is itself a repository's root has nothing above it; `enter` reads its own patterns.
  if (!existsSync(join(folder, '.git'))) {
    for (let at = dirname(folder); ; at = dirname(at)) {
      above.unshift(at);
      if (existsSync(join(at, '.git'))) break;
      if (at === dirname(at)) return withPatterns([]);
    }
  }
  return withPatterns(above.flatMap((at) => readPatterns(at, true)));
}

function withPatterns(patterns: readonly Patterns[]): GitIgnore {
  return {
    enter(folder, names) {
      const isRepository = names.has('.git');
      const outer = isRepository ? [] : patterns.filter((entry) => !verdict(entry, folder, 'folder').ignored);
      const own = isRepository || names.has('.gitignore') ? readPatterns(folder, isRepository) : [];
      return withPatterns([...outer, ...own]);
    },
    isIgnored(path, kind) {
      for (const entry of patterns.toReversed()) {
        const { ignored, unignored } = verdict(entry, path, kind);
        if (ignored) return true;
        if (unignored) return false;
      }
      return false;
    },
  };
}

function verdict({ folder, matcher }: Patterns, path: string, kind: 'file' | 'folder'): ReturnType<Ignore['test']> {
  const inside = relative(folder, path).split(sep).join('/');
  return matcher.test(kind === 'folder' ? `${inside}/` : inside);
}

/** In git's order: `.gitignore` has the last word over `info/exclude`. */
function readPatterns(folder: string, mayBeRepository: boolean): Patterns[] {
  const names = mayBeRepository ? ['.git/info/exclude', '.gitignore'] : ['.gitignore'];
  return names.flatMap((name) => {
    const read = readRegularFile(join(folder, name));
    return read.ok ? [{ folder, matcher: ignore({ ignorecase: false }).add(read.bytes.toString('utf8')) }] : [];
  });
}
