/** What is said of a question about the GIL that is asked by a wrong name. */
import type { WrongProbe } from '#analysis';

type Kind = WrongProbe['kind'];

export const MESSAGES: Readonly<Record<Kind, (name: string) => string>> = {
  variable: (name) => `No build of Python has a variable '${name}', so this is always None.`,
  missing: (name) => `CPython has no '${name}'.`,
  uncalled: (name) => `'${name}' is a function, so it is always true when it is not called.`,
  compared: (name) => `'Py_GIL_DISABLED' is a number or None, and never ${name}.`,
  version: () => "Only Python 3.13 says 'experimental' in 'sys.version'.",
  allocator: (name) => `Python knows no allocator '${name}', and does not start with it.`,
};

const SAME_ANSWER = 'The answer is the same with and without the GIL, so one of the two branches never runs.';

export const DETAILS: Readonly<Record<Kind, string>> = {
  variable: SAME_ANSWER,
  missing: 'It was a name of experiments; asking for it raises, or gives the default on every build.',
  uncalled: SAME_ANSWER,
  compared: SAME_ANSWER,
  version: 'Free-threaded builds of 3.14 and later are taken for ordinary ones.',
  allocator: "An interpreter that is started with this setting ends at once: 'PYTHONMALLOC: unknown allocator'.",
};

const BUILD = "For the build ask `sysconfig.get_config_var('Py_GIL_DISABLED')`, for now `sys._is_gil_enabled()`.";

export const INSTEAD: Readonly<Record<Kind, string>> = {
  variable: BUILD,
  missing: BUILD,
  uncalled: 'Call it: `sys._is_gil_enabled()`.',
  compared: 'Ask whether it is true, without comparing it.',
  version: "Look for 'free-threading build'.",
  allocator: 'Leave it out: free-threaded builds have mimalloc by themselves.',
};
