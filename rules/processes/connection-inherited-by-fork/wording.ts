/** What is said of what forked processes inherit. */
import { type InheritedConnection, lineOf, placeText } from '#analysis';

export function messageOf({ name, made, model }: InheritedConnection): string {
  if (made === undefined) return `Each forked process draws the same numbers from '${name}'.`;
  if (model.isSequence) return `Each forked process has a copy of '${name}' in the same state.`;
  return `Forked processes use the '${name}' of their parent.`;
}

export function detailOf({ use, made, model }: InheritedConnection): string {
  if (made === undefined) return `Its generator is made once, when the library is imported, so that ${model.harm}.`;
  const where = made.module === use.module ? `in line ${lineOf(made)}` : `at ${placeText(made)}`;
  return `It is made once, ${where}, so that ${model.harm}.`;
}
