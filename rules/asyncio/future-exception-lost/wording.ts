/** What is said of work whose exceptions go to nobody. */
import { Form, type LostException, Role, writtenPath } from '#analysis';

interface Words {
  readonly message: (work: string) => string;
  readonly detail: (by: string) => string;
  readonly instead: string;
}

export const WORDS: Readonly<Record<LostException['what'], Words>> = {
  future: {
    message: (work) => `Nobody learns of an exception in ${work}.`,
    detail: (by) => `It stays in the future that '${by}()' gives, which is dropped here; nothing logs it.`,
    instead: "Keep the future and ask its 'result()', or give it a callback that logs its 'exception()'.",
  },
  iterator: {
    message: (work) => `Nobody learns of an exception in ${work}.`,
    detail: (by) =>
      `What '${by}()' gives raises it when one comes to that result, and nobody goes through the results.`,
    instead: "Go through the results, 'for result in …', even if there is nothing to do with them.",
  },
  results: {
    message: (work) => `Exceptions in ${work} are gathered, and nobody looks at them.`,
    detail: () =>
      "With 'return_exceptions=True' they are among the results, which are dropped here; nothing logs them.",
    instead: 'Look for exceptions among the results and log them.',
  },
};

/** 'send()' */
export function nameOf({ work, what }: LostException): string {
  const list = work?.form === Form.Star ? work.child(Role.Operand) : work;
  const made = list?.form === Form.Comprehension ? list.child(Role.Element) : list;
  const callee = made?.form === Form.Call ? made.child(Role.Callee) : made;
  const isNamed = callee?.form === Form.Name || callee?.form === Form.Attribute;
  if (!isNamed) return what === 'future' ? 'this job' : 'these jobs';
  const text = writtenPath(callee, LONGEST);
  return callee.is(list) && what === 'results' ? `'${text}'` : `'${text}()'`;
}

/** In characters. */
const LONGEST = 32;
