/** What the server must say of a text: the core's findings from a fresh analysis, converted without the server's code. */
import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Config, DEFAULT_CONFIG, type Severity } from '#analysis';
import { analyse } from '../analyse.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3, hint: 4 };

export type Expected = Pick<Diagnostic, 'range' | 'severity' | 'code' | 'message'>;

export function expectedOf(text: string, config: Config = DEFAULT_CONFIG): Expected[] {
  const document = TextDocument.create('', 'python', 0, text);
  return analyse(text, { config }).findings.map(({ range, severity, rule, message }) => ({
    range: { start: document.positionAt(range.start), end: document.positionAt(range.end) },
    severity: SEVERITIES[severity],
    code: rule,
    message,
  }));
}

export function essence(diagnostics: readonly Diagnostic[]): Expected[] {
  return diagnostics.map(({ range, severity, code, message }) => ({ range, severity, code, message }) as Expected);
}
