/** A finding with its source lines, its related places and what to do instead. */

import { visible } from '#analysis';
import type { ShownFinding } from '../checking/report.ts';
import type { Colours } from './colours.ts';
import { conciseLine } from './concise.ts';
import { drawFrame, gutterWidth } from './frame.ts';
import { drawInterleaving } from './interleaving.ts';

export function fullText(finding: ShownFinding, colours: Colours): string {
  const { detail, instead, fix, witness } = finding;
  const notes = [
    ...(detail === undefined ? [] : [detail]),
    ...(instead === undefined ? [] : [`Instead: ${instead}`]),
    ...(fix === undefined ? [] : [`Fix: ${fix.title} (${FIX_OPTIONS[fix.safety]})`]),
  ];
  const indent = ' '.repeat(gutterWidth(finding) + 2);
  return [
    conciseLine(finding, colours),
    ...drawFrame(finding, colours),
    ...(witness === undefined ? [] : drawInterleaving(witness, indent, colours)),
    ...notes.map((note) => `${indent}${colours.faint('=')} ${visible(note)}`),
    '',
  ].join('\n');
}

const FIX_OPTIONS = { safe: '--fix', unsafe: '--fix --unsafe-fixes' } as const;
