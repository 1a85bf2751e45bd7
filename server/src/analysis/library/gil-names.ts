/** By what names a program asks about the GIL, and which of those that are tried do not exist. */

/** 1 in a free-threaded build: https://docs.python.org/3/howto/free-threading-python.html#identifying-free-threaded-python */
export const BUILD_VARIABLE = 'Py_GIL_DISABLED';

/** Names that are taken for it. What is no variable of the build is `None`: https://docs.python.org/3/library/sysconfig.html */
export const MISNAMED_VARIABLES: ReadonlySet<string> = new Set([
  ...['Py_NOGIL', 'PY_NOGIL', 'Py_NO_GIL', 'PY_NO_GIL', 'Py_DISABLE_GIL', 'PY_DISABLE_GIL', 'PY_GIL_DISABLED'],
]);

/** What gives a variable of the build. */
export const VARIABLE_GETTERS: ReadonlySet<string> = new Set([
  'sysconfig.get_config_var',
  'sysconfig.get_config_vars',
  'distutils.sysconfig.get_config_var',
  'distutils.sysconfig.get_config_vars',
]);

/** Says whether the GIL is on now; since 3.13: https://docs.python.org/3/library/sys.html#sys._is_gil_enabled */
export const GIL_QUESTION = 'sys._is_gil_enabled';

/**
 * Names in `sys` that CPython never had: the flag was that of a fork of 3.9.
 * Source: https://github.com/colesbury/nogil, https://docs.python.org/3/library/sys.html#sys.flags
 */
export const MISSING_NAMES: ReadonlySet<string> = new Set(['sys.flags.nogil', 'sys.is_gil_enabled']);

/**
 * In `sys.version` of free-threaded builds of 3.13 only; later ones say "free-threading build".
 * Source: https://github.com/python/cpython/issues/119132
 */
export const OLD_BUILD_TEXT = 'experimental free-threading build';

/** What `PYTHONMALLOC` may be: https://docs.python.org/3/using/cmdline.html#envvar-PYTHONMALLOC */
export const ALLOCATORS: ReadonlySet<string> = new Set(
  '|default|debug|malloc|malloc_debug|pymalloc|pymalloc_debug|mimalloc|mimalloc_debug'.split('|'),
);
