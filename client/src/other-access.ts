/** Shows and finds the other end of a finding: the access, call or lock that it collides with. */
import {
  type Diagnostic,
  Disposable,
  Location,
  languages,
  OverviewRulerLane,
  Range,
  Selection,
  type TextEditor,
  ThemeColor,
  Uri,
  window,
} from 'vscode';

/** Both ends of a finding, and what happens at the other one. */
interface Ends {
  readonly here: Location;
  readonly there: Location;
  readonly label: string;
}

/** Decorates the other end, in every editor that shows it, while the cursor is on a finding. */
export function decorateOtherAccess(): Disposable {
  const decoration = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.rangeHighlightBackground'),
    border: '1px dashed',
    borderColor: new ThemeColor('editorWarning.foreground'),
    borderRadius: '3px',
    overviewRulerColor: new ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
    after: {
      color: new ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
      margin: '0 0 0 2em',
    },
  });
  const decorated = new Set<TextEditor>();

  const update = (): void => {
    const others = endsAtCursor(window.activeTextEditor);
    for (const editor of window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const ends = others.filter(({ there }) => there.uri.toString() === uri);
      if (ends.length === 0 && !decorated.delete(editor)) continue;
      if (ends.length > 0) decorated.add(editor);
      const options = ends.map(({ there, label }) => ({
        range: there.range,
        renderOptions: { after: { contentText: `← ${label}` } },
      }));
      editor.setDecorations(decoration, options);
    }
  };

  return Disposable.from(
    decoration,
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) update();
    }),
    window.onDidChangeActiveTextEditor(update),
    window.onDidChangeVisibleTextEditors(update),
    languages.onDidChangeDiagnostics(update),
  );
}

/** From a finding to its other end, and from there back. */
export async function goToOtherAccess(): Promise<void> {
  const editor = window.activeTextEditor;
  const target = endsAtCursor(editor)[0]?.there ?? findingsThatEndAt(editor)[0]?.here;
  if (target === undefined) {
    const message = hasFindingAtCursor(editor)
      ? 'The other access is this very line, run a second time.'
      : 'The cursor is on no finding that has another end.';
    void window.showInformationMessage(`Interleave: ${message}`);
    return;
  }
  const { start } = target.range;
  await window.showTextDocument(target.uri, { selection: new Selection(start, start) });
}

/** Without those that end where they begin: the same line in two threads. */
function endsAtCursor(editor: TextEditor | undefined): Ends[] {
  return findingsAtCursor(editor).flatMap((diagnostic) => endsOf(editor!.document.uri, diagnostic) ?? []);
}

function findingsThatEndAt(editor: TextEditor | undefined): Ends[] {
  if (editor === undefined) return [];
  const uri = editor.document.uri.toString();
  return languages
    .getDiagnostics()
    .flatMap(([from, diagnostics]) => diagnostics.flatMap((diagnostic) => endsOf(from, diagnostic) ?? []))
    .filter(({ there }) => there.uri.toString() === uri && there.range.contains(editor.selection.active));
}

function hasFindingAtCursor(editor: TextEditor | undefined): boolean {
  return findingsAtCursor(editor).some((diagnostic) => otherEndOf(diagnostic) !== undefined);
}

function findingsAtCursor(editor: TextEditor | undefined): Diagnostic[] {
  if (editor === undefined) return [];
  const { active } = editor.selection;
  return languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'interleave' && range.contains(active));
}

function endsOf(uri: Uri, diagnostic: Diagnostic): Ends | undefined {
  const other = otherEndOf(diagnostic);
  if (other === undefined) return undefined;
  const { there } = other;
  const isSame = there.uri.toString() === uri.toString() && there.range.intersection(diagnostic.range) !== undefined;
  return isSame ? undefined : { here: new Location(uri, diagnostic.range), ...other };
}

/** The library keeps what the server sends along with a diagnostic. */
interface WithData {
  readonly data?: { readonly otherEnd?: { readonly uri: string; readonly range: Range; readonly label: string } };
}

function otherEndOf(diagnostic: Diagnostic): Omit<Ends, 'here'> | undefined {
  const end = diagnostic.source === 'interleave' ? (diagnostic as WithData).data?.otherEnd : undefined;
  if (end === undefined) return undefined;
  const { start, end: after } = end.range;
  const range = new Range(start.line, start.character, after.line, after.character);
  return { there: new Location(Uri.parse(end.uri), range), label: end.label };
}
