/** The colours of the command line, or none. */
import picocolors from 'picocolors';
import type { Severity } from '#analysis';

type Paint = (text: string) => string;

export interface Colours {
  of(severity: Severity): Paint;
  readonly problem: Paint;
  readonly related: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly added: Paint;
  readonly removed: Paint;
}

export function createColours(isEnabled: boolean): Colours {
  const { red, yellow, blue, cyan, green, magenta, bold, dim } = picocolors.createColors(isEnabled);
  const bySeverity: Readonly<Record<Severity, Paint>> = { error: red, warning: yellow, info: blue, hint: cyan };
  return {
    of: (severity) => bySeverity[severity],
    problem: magenta,
    related: cyan,
    strong: bold,
    faint: dim,
    added: green,
    removed: red,
  };
}
