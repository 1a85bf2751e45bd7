/** Real Python files, pinned by the lock file: the standard libraries inside two versions of npm `pyodide`. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';

export interface CorpusFile {
  /** `3.14/asyncio/base_events.py` */
  readonly name: string;
  readonly text: string;
}

/** About 1,070 files; those that are not UTF-8 are left out. */
export function corpus(): CorpusFile[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return ['3.12', '3.14'].flatMap((version) => {
    const archive = readFileSync(new URL(`../../node_modules/pyodide-${version}/python_stdlib.zip`, import.meta.url));
    return Object.entries(unzipSync(archive)).flatMap(([name, bytes]) => {
      if (!name.endsWith('.py')) return [];
      try {
        return [{ name: `${version}/${name}`, text: decoder.decode(bytes) }];
      } catch {
        return [];
      }
    });
  });
}
