/** Medians and quantiles. */

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * Between the two nearest values where it falls between them.
 * @param {readonly number[]} values
 * @param {number} part 0 to 1
 */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = Math.floor(at);
  const above = Math.ceil(at);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

/** @param {readonly number[]} values */
export function summarize(values) {
  return { runs: values.length, median: median(values), low: Math.min(...values), high: Math.max(...values) };
}
