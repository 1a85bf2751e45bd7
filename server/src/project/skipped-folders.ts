/** Folders that hold no code of the project, whatever is in them. */

export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name);
}

const SKIPPED = new Set([
  '__pycache__',
  '__pypackages__',
  'node_modules',
  'site-packages',
  'dist-packages',
  '.bzr',
  '.direnv',
  '.eggs',
  '.git',
  '.hg',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.nox',
  '.pixi',
  '.pytest_cache',
  '.pytype',
  '.ruff_cache',
  '.svn',
  '.tox',
  '.venv',
]);
