/** Makes the long files that are edited, of whole real ones, and has the keys that are hit in them. */

export interface LongFiles {
  /** Whole real files of about so many lines, one behind the other, with the seeded one at the end. */
  fileOf(lines: number): string;
  /** From 0 to 1, the same numbers on every run. */
  readonly random: () => number;
}

export const KEYS = ['e', 't', 'n', '_', '1', ' ', '\n', '.', ',', ':', '=', '(', ')', '[', '"'] as const;

export function createLongFiles(texts: readonly string[], seeded: string): LongFiles {
  const random = createRandom(1);
  const ordered = shuffled(texts, random);
  return {
    random,
    fileOf(lines) {
      let joined = '';
      let count = linesIn(seeded);
      for (const text of ordered) {
        const more = linesIn(text);
        if (more === 0 || !text.endsWith('\n') || count + more > lines * 1.02) continue;
        joined += text;
        count += more;
      }
      return joined + seeded;
    },
  };
}

/** The offset of each line, and that of the text's end. */
export function lineStartsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

export function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
