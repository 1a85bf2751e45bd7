import { type Fix, type Rule, type WrongProbe, wrongGilProbesIn } from '#analysis';
import explanation from './rule.md';

/**
 * Who asks about the GIL must ask by a name that exists.
 *
 * A wrong name raises nothing: it gives `None`, a default, or a function that is always true, and the other branch of
 * the program never runs.
 */
export const wrongGilProbe: Rule = {
  id: 'wrong-gil-probe',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const probe of wrongGilProbesIn(module)) {
      const { kind, node } = probe;
      yield {
        range: node.range,
        message: MESSAGES[kind](probe.name),
        detail: DETAILS[kind],
        instead: INSTEAD[kind],
        fixes: fixesOf(probe),
      };
    }
  },
};

type Kind = WrongProbe['kind'];

const MESSAGES: Readonly<Record<Kind, (name: string) => string>> = {
  variable: (name) => `No build of Python has a variable '${name}', so this is always None.`,
  missing: (name) => `CPython has no '${name}'.`,
  uncalled: (name) => `'${name}' is a function, so it is always true when it is not called.`,
  compared: (name) => `'Py_GIL_DISABLED' is a number or None, and never ${name}.`,
  version: () => "Only Python 3.13 says 'experimental' in 'sys.version'.",
  allocator: (name) => `Python knows no allocator '${name}', and does not start with it.`,
};

const SAME_ANSWER = 'The answer is the same with and without the GIL, so one of the two branches never runs.';

const DETAILS: Readonly<Record<Kind, string>> = {
  variable: SAME_ANSWER,
  missing: 'It was a name of experiments; asking for it raises, or gives the default on every build.',
  uncalled: SAME_ANSWER,
  compared: SAME_ANSWER,
  version: 'Free-threaded builds of 3.14 and later are taken for ordinary ones.',
  allocator: "An interpreter that is started with this setting ends at once: 'PYTHONMALLOC: unknown allocator'.",
};

const BUILD = "For the build ask `sysconfig.get_config_var('Py_GIL_DISABLED')`, for now `sys._is_gil_enabled()`.";

const INSTEAD: Readonly<Record<Kind, string>> = {
  variable: BUILD,
  missing: BUILD,
  uncalled: 'Call it: `sys._is_gil_enabled()`.',
  compared: 'Ask whether it is true, without comparing it.',
  version: "Look for 'free-threading build'.",
  allocator: 'Leave it out: free-threaded builds have mimalloc by themselves.',
};

function fixesOf({ kind, node: { range, start, text } }: WrongProbe): Fix[] {
  const fix = (title: string, edit: Fix['edits'][number]): Fix[] => [{ title, safety: 'unsafe', edits: [edit] }];
  const quoted = (content: string): string => text[0] + content + text[0];
  if (kind === 'uncalled') return fix("Call 'sys._is_gil_enabled'", { range, text: `${text}()` });
  // Prefixes and triple quotes are left to the author.
  if (!/^(['"])[\w -]+\1$/.test(text)) return [];
  if (kind === 'variable') return fix("Ask for 'Py_GIL_DISABLED'", { range, text: quoted('Py_GIL_DISABLED') });
  if (kind !== 'version') return [];
  const end = start + 1 + 'experimental '.length;
  return fix("Look for 'free-threading build'", { range: { start: start + 1, end }, text: '' });
}
