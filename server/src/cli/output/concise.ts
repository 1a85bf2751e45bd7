/** One line per finding: `path:line:column: severity rule message`. */

import { visible } from '#analysis';
import type { ShownFinding } from '../checking/report.ts';
import type { Colours } from './colours.ts';

export function conciseLine(finding: ShownFinding, colours: Colours): string {
  const { path, start, severity, rule, message } = finding;
  const where = `${colours.strong(visible(path))}:${start.line}:${start.column}:`;
  return `${where} ${colours.of(severity)(severity)} ${colours.strong(rule)} ${visible(message)}`;
}
