/** Prints the rows of the benchmark with what they should reach. */

/**
 * @typedef {object} Row
 * @property {string} title
 * @property {'x' | 'x faster' | 'ms' | 'MB'} unit Only of `x faster` more is better.
 * @property {number} [value] Absent: not measured, `note` says why.
 * @property {number} [low] With `high`: the spread.
 * @property {number} [high]
 * @property {number} [atLeast] What it should reach.
 * @property {number} [aim] What it had better reach.
 * @property {string} [voided] Why the row does not count.
 * @property {string} note What was measured.
 */

/** @param {Row} row */
export function verdictsOf({ value, unit, atLeast, aim, voided }) {
  const verdict = (target) => {
    if (target === undefined || value === undefined || voided !== undefined) return undefined;
    return (unit === 'x faster' ? value >= target : value <= target) ? 'ok' : 'missed';
  };
  return { atLeast: verdict(atLeast), aim: verdict(aim) };
}

/** @param {Row} row */
export function printRow(row) {
  const { title, unit, value, low, high, voided, note } = row;
  const verdicts = verdictsOf(row);
  const target = (name, label) =>
    row[name] === undefined ? '' : `${label} ${row[name]} ${unit}${verdicts[name] ? ` ${verdicts[name]}` : ''}`;
  const measured = voided !== undefined ? 'VOID' : value === undefined ? '-' : `${rounded(value)} ${unit}`;
  const spread = voided === undefined && low !== undefined ? `${rounded(low)} to ${rounded(high)}` : '';
  const columns = [
    title.padEnd(62),
    measured.padStart(15),
    spread.padStart(15),
    '',
    target('atLeast', 'at least').padEnd(32),
  ];
  console.log(`${columns.join(' ')}${target('aim', 'aim')}`.trimEnd());
  for (const line of [...(voided === undefined ? [] : [`VOID: ${voided}`]), ...note.split('\n')])
    console.log(`    ${line}`);
}

/** With as many digits as mean something. */
export function rounded(value) {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** The value and the spread of a row. */
export function withSpread({ median: value, low, high, runs }) {
  return { value, low, high, runs };
}

/** Why a row is void: a tool that reports nothing on the seeded file has not done the work. */
export function voidUnless(seeded, tool) {
  return seeded.length > 0 ? undefined : `${tool} reported none of the known defects in bench/seeded.py`;
}
