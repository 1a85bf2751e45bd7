/** What is said of a change that stays in its process. */
import { type ChangeInProcess, lineOf, placeText } from '#analysis';

export function detailOf({ change, name, context, read }: ChangeInProcess): string {
  const where = read.module === change.module ? `in line ${lineOf(read)}` : `at ${placeText(read)}`;
  const runs = context.entry?.name ? `'${context.entry.name}' runs` : 'This runs';
  return `${runs} in a process with a memory of its own, so that '${name}' is as before ${where}.`;
}

export function insteadOf({ isContainer }: ChangeInProcess): string {
  const shared = isContainer ? "a list or dictionary of 'multiprocessing.Manager()'" : "a 'multiprocessing.Value'";
  return `Return it by a pool or a 'multiprocessing.Queue', or share ${shared}.`;
}
