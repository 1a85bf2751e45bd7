/** Applies the safe fixes of a source again and again until none is left. */
import { diffLines } from 'diff';
import type { Edit } from '#analysis';
import { chooseFixes } from '../project/apply-fixes.ts';
import type { Analyser, Analysis } from './analyser.ts';
import type { Answerable } from './inquiry.ts';
import { areInPlace, type Source, withEdits } from './source.ts';

/** More rounds than fixes of fixes need; two rules that undo each other's fixes stop here. */
const MOST_ROUNDS = 10;

/** The edits that lead from the source to where no safe fix is left; none when the fixes do not settle. */
export function allSafeFixes({ analysis, config }: Answerable, analyser: Analyser): readonly Edit[] {
  let current = analysis;
  let first: readonly Edit[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(current);
    if (edits.length === 0) return round <= 1 ? first : difference(analysis.source, current.source);
    if (round === 0) first = edits;
    current = analyser.tryOut(withEdits(current.source, edits), config);
    if (current.problems.length > analysis.problems.length) return [];
  }
  return [];
}

function safeEdits({ findings, source }: Analysis): readonly Edit[] {
  const inPlace = findings.map(({ fixes }) => ({ fixes: fixes.filter(({ edits }) => areInPlace(source, edits)) }));
  return chooseFixes(inPlace, 'safe').edits;
}

/** As few whole lines as possible, so that cursors and folds stay where they are. */
function difference(from: Source, to: Source): Edit[] {
  return from.parts.flatMap(({ document, start }, index) => {
    const edits: Edit[] = [];
    let at = start;
    for (const { value, added, removed } of diffLines(document.getText(), to.parts[index]!.document.getText())) {
      const last = edits.at(-1);
      if (added && last?.range.end === at) edits[edits.length - 1] = { ...last, text: last.text + value };
      else if (added) edits.push({ range: { start: at, end: at }, text: value });
      else if (removed) edits.push({ range: { start: at, end: at + value.length }, text: '' });
      if (!added) at += value.length;
    }
    return edits;
  });
}
