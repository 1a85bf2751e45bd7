/** A growing buffer of rows, reused from chunk to chunk. */

/** Reused between chunks: collecting allocates only what it returns. */
export class Rows {
  data = new Int32Array(1 << 14);
  length = 0;

  /** Makes room for one entry of `width` columns and returns its offset. */
  add(width: number): number {
    const at = this.length;
    if (at + width > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.length = at + width;
    return at;
  }

  take(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
