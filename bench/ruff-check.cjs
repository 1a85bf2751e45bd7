/** Checks every Python file of a folder with ruff-wasm: `node ruff-check.cjs FOLDER RULES`; prints counts as JSON. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { PositionEncoding, Workspace } = require('@astral-sh/ruff-wasm-nodejs');

const [folder, rules] = process.argv.slice(2);
const workspace = new Workspace({ lint: { select: rules.split(',') } }, PositionEncoding.Utf16);
const result = { files: 0, findings: 0, seeded: [] };

/** @param {string} path */
function check(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) check(inner);
    else if (entry.name.endsWith('.py')) {
      const found = workspace.check(readFileSync(inner, 'utf8'));
      result.files++;
      result.findings += found.length;
      if (entry.name === 'seeded.py') result.seeded = found.map(({ code }) => code);
    }
  }
}

check(folder);
process.stdout.write(JSON.stringify(result));
