/** What is left half done when the program ends in the middle of it: files, processes. */

/** Functions that open a file, by the position of the mode. Source: the Python documentation of each. */
export const OPENERS: Readonly<Record<string, number>> = {
  'builtins.open': 1,
  'io.open': 1,
  'codecs.open': 1,
  'gzip.open': 1,
  'bz2.open': 1,
  'lzma.open': 1,
  'zipfile.ZipFile': 1,
  'tarfile.open': 1,
  'pathlib.Path.open': 0,
};
export const WRITING_MODE = /[wax+]/;

/** Methods and functions that write a file as a whole. */
export const FILE_WRITERS: ReadonlySet<string> = new Set([
  'pathlib.Path.write_text',
  'pathlib.Path.write_bytes',
  'shutil.copyfile',
  'shutil.copy',
  'shutil.copy2',
  'shutil.copytree',
  'shutil.make_archive',
]);

/** What a `with` removes at its end, and nobody else. `TemporaryDirectory` has a `weakref.finalize`, which runs at exit too. */
export const TEMPORARIES: ReadonlySet<string> = new Set(['tempfile.NamedTemporaryFile']);

/** What a `finally` does that nobody else does for it: the system closes files, but removes nothing and ends no process. */
export const REMOVALS: ReadonlySet<string> = new Set([
  ...['remove', 'unlink', 'rmdir', 'removedirs', 'rename', 'replace', 'kill', 'killpg'].map((name) => `os.${name}`),
  'shutil.rmtree',
  'pathlib.Path.unlink',
  'pathlib.Path.rmdir',
  'subprocess.Popen.terminate',
  'subprocess.Popen.kill',
  'multiprocessing.Process.terminate',
  'multiprocessing.Process.kill',
]);
