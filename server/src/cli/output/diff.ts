/** Colours a unified diff. */
import type { Colours } from './colours.ts';

export function colourDiff(diff: string, colours: Colours): string {
  return diff
    .split('\n')
    .map((line) => {
      if (line.startsWith('---') || line.startsWith('+++')) return colours.strong(line);
      if (line.startsWith('@@')) return colours.related(line);
      if (line.startsWith('+')) return colours.added(line);
      return line.startsWith('-') ? colours.removed(line) : line;
    })
    .join('\n');
}
