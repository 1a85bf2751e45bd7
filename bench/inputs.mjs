/** Lays out what the benchmark reads: copies of Python's own library, so that every tool gets the same bytes. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonLibrary } from '../scripts/corpus.mjs';

const SEEDED = fileURLToPath(new URL('seeded.py', import.meta.url));

/** Whole packages, so that most of what they import is there; pyright needs minutes for the whole library. */
const SAMPLE = ['asyncio', 'concurrent', 'http', 'logging', 'multiprocessing', 'urllib'];

/** Tables rather than code. */
const DATA = ['encodings', 'pydoc_data'];

/**
 * @typedef {{ folder: string, files: string[], lines: number, bytes: number }} Input
 *   Every input has the seeded file too; `files` has absolute paths.
 *
 * @param {{ isQuick: boolean }} options
 */
export function layOutInputs({ isQuick }) {
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  const library = pythonLibrary();
  const named = library.files.map((path) => ({ path, name: relative(library.root, path) }));
  const packages = isQuick ? SAMPLE.slice(0, 1) : SAMPLE;
  const isIn = (name, folders) => folders.some((folder) => name.startsWith(join(folder, '/')));

  const sample = layOut(
    join(root, 'sample'),
    named.filter(({ name }) => isIn(name, packages)),
  );
  const settings = { typeCheckingMode: 'basic', pythonVersion: '3.13', pythonPlatform: 'Linux' };
  writeFileSync(join(sample.folder, 'pyrightconfig.json'), JSON.stringify(settings));

  return {
    pythonVersion: library.version,
    library: layOut(join(root, 'library'), named),
    sample: { ...sample, packages },
    code: library.files.filter((path) => !isIn(relative(library.root, path), DATA)),
    seeded: SEEDED,
    /** A folder without any program, for `PATH`: no tool may find a Python interpreter to ask. */
    noPrograms: root,
    dispose: () => rmSync(root, { recursive: true }),
  };
}

/** @returns {Input} */
function layOut(folder, files) {
  const copies = [...files, { path: SEEDED, name: 'seeded.py' }].map(({ path, name }) => {
    const copy = join(folder, name);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(path, copy);
    return copy;
  });
  const lines = copies.reduce((total, file) => total + readFileSync(file).filter((byte) => byte === 10).length, 0);
  return { folder, files: copies, lines, bytes: copies.reduce((total, file) => total + statSync(file).size, 0) };
}
