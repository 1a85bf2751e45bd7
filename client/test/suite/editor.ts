/** What the tests do in the editor, and how they wait for it. */
import { deepEqual, ok } from 'node:assert/strict';
import {
  type Diagnostic,
  extensions,
  languages,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Interleave } from '../../src/extension.ts';

export function extension() {
  const found = extensions.getExtension<Interleave>('interleave.interleave');
  ok(found, 'Interleave is installed');
  return found;
}

export async function api(): Promise<Interleave> {
  return extension().activate();
}

/** A file of the folder that is open, which is a copy of test-fixtures/demo. */
export function inWorkspace(path: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);
}

export async function show(uri: Uri): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}

/** Writes the file and shows it. Its name should be the test's own, so that no other test's findings stand in it. */
export async function showNew(name: string, text: string): Promise<TextEditor> {
  const uri = inWorkspace(name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return show(uri);
}

export async function replaceAll(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(new Position(0, 0), document.positionAt(document.getText().length)), text);
  ok(await workspace.applyEdit(edit));
}

/** Tries until the check passes; what it threw last is the failure. */
export async function eventually<T>(check: () => T | Promise<T>, milliseconds = 30_000): Promise<T> {
  const deadline = Date.now() + milliseconds;
  while (true) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(50);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function findings(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'interleave');
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Findings as `line rule`, lines from 1, in their order. */
export function summary(uri: Uri): string[] {
  return findings(uri)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((finding) => `${finding.range.start.line + 1} ${ruleOf(finding)}`);
}

export function expectFindings(uri: Uri, expected: readonly string[]): Promise<void> {
  return eventually(() => deepEqual(summary(uri), expected));
}
