/**
 * Keeps the packed facts of files on disk, by the hash of what is in them. Nothing here is needed: what is missing or
 * broken is worked out again, and what cannot be written is left.
 *
 * A project has a folder with a few segments, files that are written beside and renamed and never changed after that. So
 * several processes may read and write at once: no reader sees half a segment, and no writer takes away what another one
 * has added.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { removeUnfinished, writeWhole } from './write-whole.ts';

export interface FactCache {
  /** What is known, by content hash, in memory that threads share; read once. */
  load(): Promise<FactRecords>;
  /** What is known of a file now; `isNew` if it was not in the cache. */
  note(file: string, known: KnownFacts, isNew: boolean): void;
  /** Writes what is new. Never fails. */
  save(): Promise<void>;
}

export interface KnownFacts {
  readonly contentHash: string;
  readonly facts: Uint8Array;
}

/** Facts by content hash, each with its own hash before it. */
export type FactRecords = ReadonlyMap<string, Uint8Array>;

/** The facts in a record; undefined if they are not what was written. */
export function factsOf(record: Uint8Array | undefined): Uint8Array | undefined {
  if (record === undefined) return undefined;
  const facts = record.subarray(HASH);
  return digestOf(facts).equals(record.subarray(0, HASH)) ? facts : undefined;
}

/** The hash of a file's bytes, as the cache calls them by. */
export function contentHashOf(bytes: Uint8Array): string {
  return digestOf(bytes).toString('base64url');
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}

/** In bytes: of a hash, of what a segment starts with, and of an entry of its table. */
const HASH = 20;
const HEADER = 12;
const ENTRY = HASH + 4;
const MARK = 0x1fac75e6;
const LARGEST_SEGMENT = 2 ** 31 - 1;

/** More are put together into one. */
const MOST_SEGMENTS = 8;
/** What is in the folder and of no use now may take as much as what is of use, and so many bytes. */
const SPARE = 16 * 1024 * 1024;

/** In bytes: what is worked on without a pause. */
const TURN = 2 * 1024 * 1024;

const SEGMENT = /^[\w-]+\.facts$/;

interface Segment {
  readonly name: string;
  readonly records: ReadonlyMap<string, Uint8Array>;
  readonly size: number;
}

/** `folder`: of one project and one way to work out facts; need not exist. */
export function createFactCache(folder: string): FactCache {
  let loaded: Promise<readonly Segment[]> | undefined;
  let records: Promise<FactRecords> | undefined;
  /** By file. */
  const used = new Map<string, KnownFacts>();
  let fresh = new Map<string, Uint8Array>();
  let saving: Promise<void> = Promise.resolve();

  const load = (): Promise<FactRecords> => {
    loaded ??= readSegments(folder);
    records ??= loaded.then((segments) => new Map(segments.flatMap((segment) => [...segment.records])));
    return records;
  };

  async function write(): Promise<void> {
    if (fresh.size === 0) return;
    await load();
    const segments = await loaded!;
    const written = fresh;
    fresh = new Map();
    const size = sum(segments, (segment) => segment.size);
    const usedSize = sum(used.values(), ({ facts }) => facts.length);
    const isCrowded = segments.length >= MOST_SEGMENTS || size > usedSize * 2 + SPARE;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!isCrowded) {
        const added = await writeSegment(folder, written);
        loaded = Promise.resolve(added === undefined ? segments : [...segments, added]);
        return;
      }
      const kept = await writeSegment(folder, keepSome(used.values(), segments, usedSize + SPARE));
      if (kept === undefined) return;
      loaded = Promise.resolve([kept]);
      for (const { name } of segments) if (name !== kept.name) await rm(join(folder, name), { force: true });
    } catch {
      // A full disk, a folder that may not be written: the next run works it out again.
    }
  }

  return {
    load,
    note(file, known, isNew) {
      used.set(file, known);
      if (isNew) fresh.set(known.contentHash, known.facts);
    },
    save() {
      saving = saving.then(write);
      return saving;
    },
  };
}

/** What was used, and of the rest the newest, up to so many bytes. */
function keepSome(used: Iterable<KnownFacts>, segments: readonly Segment[], most: number) {
  const kept = new Map(Array.from(used, ({ contentHash, facts }) => [contentHash, facts]));
  let size = sum(kept.values(), (facts) => facts.length);
  for (const { records } of segments.toReversed()) {
    for (const [hash, record] of records) {
      if (kept.has(hash) || size + record.length > most) continue;
      const facts = factsOf(record);
      if (facts === undefined) continue;
      kept.set(hash, facts);
      size += facts.length;
    }
  }
  return kept;
}

/** From the oldest to the newest. What is broken is left out. */
async function readSegments(folder: string): Promise<readonly Segment[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).sort();
    // Says that the project is still worked on.
    await utimes(folder, new Date(), new Date());
  } catch {
    return [];
  }
  void removeUnfinished(folder, names);
  const segments = await Promise.all(names.filter((name) => SEGMENT.test(name)).map((name) => read(folder, name)));
  return segments.filter((segment) => segment !== undefined);
}

async function read(folder: string, name: string): Promise<Segment | undefined> {
  const file = join(folder, name);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > LARGEST_SEGMENT) return undefined;
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(size - at, 8 * 1024 * 1024), at);
      if (bytesRead === 0) return undefined;
      at += bytesRead;
    }
    const records = recordsIn(bytes);
    if (records === undefined) await rm(file, { force: true });
    return records && { name, records, size };
  } catch {
    return undefined;
  } finally {
    await handle?.close().catch(() => {});
  }
}

/** undefined for what is no segment as `writeSegment` writes them. */
function recordsIn(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < HEADER || buffer.readUInt32LE(0) !== MARK || buffer.readUInt32LE(4) !== buffer.length) {
    return undefined;
  }
  const count = buffer.readUInt32LE(8);
  let at = HEADER + count * ENTRY;
  if (at > buffer.length) return undefined;
  const records = new Map<string, Uint8Array>();
  for (let entry = HEADER; entry < HEADER + count * ENTRY; entry += ENTRY) {
    const length = buffer.readUInt32LE(entry + HASH);
    if (at + length > buffer.length || length < HASH) return undefined;
    records.set(buffer.toString('base64url', entry, entry + HASH), bytes.subarray(at, at + length));
    at += length;
  }
  return at === buffer.length ? records : undefined;
}

async function writeSegment(folder: string, facts: ReadonlyMap<string, Uint8Array>): Promise<Segment | undefined> {
  const table = Buffer.alloc(HEADER + facts.size * ENTRY);
  const parts: Uint8Array[] = [table];
  let at = HEADER;
  let size = table.length;
  let turn = 0;
  for (const [hash, packed] of facts) {
    // A megabyte takes a millisecond, and this thread may have users to answer.
    turn += packed.length;
    if (turn > TURN) {
      turn = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    table.write(hash, at, HASH, 'base64url');
    table.writeUInt32LE(HASH + packed.length, at + HASH);
    at += ENTRY;
    size += HASH + packed.length;
    parts.push(digestOf(packed), packed);
  }
  if (size > LARGEST_SEGMENT) return undefined;
  table.writeUInt32LE(MARK, 0);
  table.writeUInt32LE(size, 4);
  table.writeUInt32LE(facts.size, 8);

  // Names sort by the time when they were written.
  const name = `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}.facts`;
  await writeWhole(join(folder, name), parts);
  // What is in it is in memory already, for as long as it is of use.
  return { name, records: new Map(), size };
}

function sum<T>(entries: Iterable<T>, value: (entry: T) => number): number {
  let total = 0;
  for (const entry of entries) total += value(entry);
  return total;
}
