/** Draws the witness of a finding below its source lines, each lane's heading, state and outcome in its colour. */
import type { Tone } from '#analysis';
import type { ShownWitness } from '../checking/report.ts';
import type { Colours } from './colours.ts';

export function drawInterleaving({ rows }: ShownWitness, indent: string, colours: Colours): string[] {
  const paints: Readonly<Record<Tone, (text: string) => string>> = {
    context: colours.strong,
    place: colours.faint,
    step: (text) => text,
    window: colours.faint,
    state: colours.related,
    outcome: colours.removed,
  };
  const gutter = `${indent}${colours.faint('|')}`;
  const drawn = rows.map((row) =>
    row.map(({ text, tone }) => (tone === undefined ? text : paints[tone](text))).join(''),
  );
  return [gutter, ...drawn.map((row) => `${gutter}${row}`), gutter];
}
