/** Shows facts as indented text, for tests that one reads. */
import { type ChunkFacts, Column, ROW_WIDTH } from '../src/analysis/facts/chunk-facts.ts';
import { Form, Role } from '../src/analysis/facts/forms.ts';

const formNames = new Map<number, string>(Object.entries(Form).map(([name, form]) => [form, name]));
const roleNames = new Map<number, string>(Object.entries(Role).map(([name, role]) => [role, name]));

/** One line per row: role, form, name, scope and source text. */
export function dumpFacts(facts: ChunkFacts, text: string): string {
  const lines: string[] = [];
  const depths: number[] = [];
  for (let row = 0; row * ROW_WIDTH < facts.rows.length; row++) {
    const at = row * ROW_WIDTH;
    const parent = facts.rows[at + Column.Parent]!;
    const depth = parent < 0 ? 0 : depths[parent]! + 1;
    depths.push(depth);
    const head = facts.rows[at]!;
    const name = facts.rows[at + Column.Name]!;
    const source = text.slice(facts.rows[at + Column.Start]!, facts.rows[at + Column.End]!).replace(/\s+/g, ' ');
    const parts = [
      `${roleNames.get((head >> 8) & 0xff)}:${formNames.get(head & 0xff)}`,
      name < 0 ? '' : `'${facts.names[name]}'`,
      `s${facts.rows[at + Column.Scope]}`,
      head >>> 16 ? `flags=${(head >>> 16).toString(2)}` : '',
      source.length > 40 ? `${source.slice(0, 37)}...` : source,
    ];
    lines.push('  '.repeat(depth) + parts.filter(Boolean).join(' '));
  }
  return lines.join('\n');
}
