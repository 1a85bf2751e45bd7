/** Keeps the facts of files on disk, by the hash of their content. */

export interface FactCache {
  /** The packed facts of the content with this hash. */
  get(contentHash: string): Uint8Array | undefined;
  set(contentHash: string, packed: Uint8Array): void;
  /** Writes what is new. */
  save(): void;
}
