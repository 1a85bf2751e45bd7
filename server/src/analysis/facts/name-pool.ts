/** Interns names straight from UTF-16 code units, so that equal names in all chunks share one string. */

/** UTF-16 code units, of one byte each where all are. */
export type Units = Uint16Array | Uint8Array;

export interface NamePool {
  /** Starts a chunk's own numbering. */
  beginChunk(): void;
  /** The chunk's number for the name at `units[start, end)`. */
  id(units: Uint16Array, start: number, end: number): number;
  /** The pooled string of the name at `units[start, end)`, without a number. */
  intern(units: Units, start: number, end: number): string;
  /** The chunk's names by number. */
  takeNames(): readonly string[];
}

/** A pool that grew past this is emptied: names are then shared from there on only. */
const LARGEST_POOL = 1 << 20;

export function createNamePool(): NamePool {
  let capacity = 1 << 13;
  let slots = new Int32Array(capacity).fill(-1);
  let hashes: number[] = [];
  let strings: string[] = [];
  /** By pooled name: the chunk that last numbered it, and its number there. */
  let chunkOf: number[] = [];
  let numberOf: number[] = [];
  let chunk = 0;
  let names: string[] = [];

  function find(units: Units, start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + units[at]!) | 0;
    let slot = (hash ^ (hash >>> 15)) & (capacity - 1);
    for (let pooled = slots[slot]!; pooled >= 0; pooled = slots[slot]!) {
      if (hashes[pooled] === hash && isEqual(strings[pooled]!, units, start, end)) return pooled;
      slot = (slot + 1) & (capacity - 1);
    }
    const pooled = strings.length;
    strings.push(decode(units, start, end));
    hashes.push(hash);
    chunkOf.push(-1);
    numberOf.push(-1);
    slots[slot] = pooled;
    if (strings.length * 2 > capacity) grow();
    return pooled;
  }

  function grow(): void {
    capacity *= 2;
    slots = new Int32Array(capacity).fill(-1);
    hashes.forEach((hash, pooled) => {
      let slot = (hash ^ (hash >>> 15)) & (capacity - 1);
      while (slots[slot]! >= 0) slot = (slot + 1) & (capacity - 1);
      slots[slot] = pooled;
    });
  }

  return {
    beginChunk() {
      chunk++;
      names = [];
      if (strings.length > LARGEST_POOL) {
        slots.fill(-1);
        hashes = [];
        strings = [];
        chunkOf = [];
        numberOf = [];
      }
    },
    id(units, start, end) {
      const pooled = find(units, start, end);
      if (chunkOf[pooled] !== chunk) {
        chunkOf[pooled] = chunk;
        numberOf[pooled] = names.length;
        names.push(strings[pooled]!);
      }
      return numberOf[pooled]!;
    },
    intern: (units, start, end) => strings[find(units, start, end)]!,
    takeNames: () => names,
  };
}

/** A string of its own: a slice of the text would keep the whole text in memory. */
function decode(units: Units, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1024) {
    // `apply` takes anything like an array. To spread it takes four times as long.
    const part: ArrayLike<number> = units.subarray(at, Math.min(end, at + 1024));
    text += String.fromCharCode.apply(null, part as number[]);
  }
  return text;
}

function isEqual(text: string, units: Units, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== units[start + at]) return false;
  return true;
}
