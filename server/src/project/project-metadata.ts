/** What a `pyproject.toml` says to other tools about the Python that its code runs on; it counts where nobody tells us. */
import type { PythonVersion, StatedEnvironment } from '#analysis';

/** Says cheaply that a text has nothing of this. */
export const MAY_HAVE_METADATA = /project|poetry/;

/** `document`: a parsed `pyproject.toml`. What is not understood says nothing: it is not for us. */
export function environmentFromMetadata(document: Record<string, unknown>): StatedEnvironment {
  const project = table(document.project);
  const tool = table(document.tool);
  const poetry = table(tool.poetry);
  const required = project['requires-python'] ?? table(poetry.dependencies).python;
  const targetPython = typeof required === 'string' ? oldestPython(required) : undefined;
  const classifiers = [project.classifiers, poetry.classifiers].flat();
  const isForThreads = classifiers.some((one) => typeof one === 'string' && FREE_THREADING.test(one));
  return {
    ...(targetPython === undefined ? {} : { targetPython }),
    // A project inside of another one is for threads only if it says so itself.
    ...(document.project === undefined && tool.poetry === undefined
      ? {}
      : { assumeConcurrent: isForThreads ? true : undefined }),
  };
}

/**
 * `1 - Unstable` to `4 - Resilient`, or none of them: https://pypi.org/classifiers/. The first says that the code is not
 * there yet, and is as much a reason to look.
 */
const FREE_THREADING = /^Programming Language :: Python :: Free Threading( ::|$)/;

/**
 * The lower bound of a version specifier, by https://packaging.python.org/en/latest/specifications/version-specifiers/
 * and, for `^3.11`, `~3.11` and `||`, https://python-poetry.org/docs/dependency-specification/; undefined: it has none.
 */
export function oldestPython(specifier: string): PythonVersion | undefined {
  const oldest = specifier.split('||').map((alternative) => {
    const bounds = alternative.split(/,|\s+(?=[<>=~!^])/).map((clause) => {
      const [, operator, major, minor] =
        /^\s*(===?|~=|>=?|\^|~|)\s*v?(\d+)(?:\.(\d+|\*))?[\w.*+-]*\s*$/.exec(clause) ?? [];
      if (operator === undefined || major === undefined) return undefined;
      return [Number(major), minor === undefined || minor === '*' ? 0 : Number(minor)] as const;
    });
    return bounds.reduce((a, b) => (a === undefined || (b !== undefined && isOlder(a, b)) ? b : a), undefined);
  });
  // One that has no lower bound allows all.
  return oldest.reduce((a, b) => (a === undefined || b === undefined ? undefined : isOlder(a, b) ? a : b));
}

function isOlder(a: PythonVersion, b: PythonVersion): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function table(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
