/** The machine-readable report: one JSON document, version 1. */
import type { Place, ShownFinding, ShownProblem, ShownWitness } from '../checking/report.ts';

/** Yields the document in pieces, a finding or problem to a line: a report may be longer than the longest string. */
export function* jsonReport(findings: Iterable<ShownFinding>, problems: Iterable<ShownProblem>): Generator<string> {
  yield '{\n"version": 1,\n"findings": [';
  yield* lines(findings, toJson);
  yield '],\n"problems": [';
  yield* lines(problems, ({ path, line, column, message }) => ({ path, line, column, message }));
  yield ']\n}\n';
}

function toJson({ rule, severity, message, related, fingerprint, witness, ...place }: ShownFinding): unknown {
  return {
    rule,
    severity,
    message,
    ...placeJson(place),
    related: related.map((entry) => ({ ...placeJson(entry), message: entry.message })),
    fingerprint,
    ...(witness === undefined ? {} : { witness: { ...witness.value, text: textOf(witness) } }),
  };
}

function textOf({ rows }: ShownWitness): string {
  return rows.map((row) => `${row.map(({ text }) => text).join('')}\n`).join('');
}

function placeJson({ path, start, end }: Place): Place {
  return { path, start, end };
}

/** One entry to a line. */
export function* lines<T>(entries: Iterable<T>, toValue: (entry: T) => unknown): Generator<string> {
  let separator = '\n';
  for (const entry of entries) {
    yield separator + JSON.stringify(toValue(entry));
    separator = ',\n';
  }
  if (separator !== '\n') yield '\n';
}
