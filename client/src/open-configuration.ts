/** The command that opens what configures the active file: its `[tool.interleave]`, else the editor's settings. */
import { commands, RelativePattern, Selection, TextEditorRevealType, Uri, window, workspace } from 'vscode';

export async function openConfiguration(): Promise<void> {
  for (const file of await projectFiles()) {
    const document = await workspace.openTextDocument(file);
    const offset = /^[ \t]*\[tool\.interleave\b/m.exec(document.getText())?.index;
    if (offset === undefined) continue;
    const editor = await window.showTextDocument(document);
    const start = document.lineAt(document.positionAt(offset).line).range.start;
    editor.selection = new Selection(start, start);
    editor.revealRange(editor.selection, TextEditorRevealType.AtTop);
    return;
  }
  await commands.executeCommand('workbench.action.openSettings', '@ext:interleave.interleave');
}

/** The `pyproject.toml` files above the active file, nearest first, up to its workspace folder. */
async function projectFiles(): Promise<Uri[]> {
  const active = window.activeTextEditor?.document.uri;
  const folder = (active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0];
  if (folder === undefined) return [];
  const inside = active?.path.startsWith(`${folder.uri.path}/`) ? active.path.slice(folder.uri.path.length + 1) : '';
  const parents = inside.split('/').slice(0, -1);
  const candidates = [...parents.keys(), parents.length].reverse().map((depth) => parents.slice(0, depth).join('/'));
  const found = candidates.map((path) =>
    workspace.findFiles(new RelativePattern(Uri.joinPath(folder.uri, path), 'pyproject.toml'), null, 1),
  );
  return (await Promise.all(found)).flat();
}
