/** The last parts of qualified names: what one sees of them where they are used. */

/** `submit` of `concurrent.futures.Executor.submit`; a name without dots is its own. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Those of several names, for the cheap question before what a name stands for. */
export function lastNames(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].map(lastName));
}
