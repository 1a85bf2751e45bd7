/** What is checked: files while they are typed, untitled ones, notebooks; and what is not. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  commands,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  Position,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { eventually, expectFindings, inWorkspace, replaceAll, showNew, sleep, summary } from './editor.ts';

const TEXT = 'def add(item, basket=[]):\n    basket.append(item)\n    return basket\n';
const FOUND = ['1 mutable-default-argument'];

describe('documents', () => {
  it('keep their findings in step while they are typed and broken', async () => {
    const { document } = await showNew('typed.py', `import threading\n\n\n${TEXT}`);
    await expectFindings(document.uri, ['4 mutable-default-argument']);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(1, 0), 'print(threading.current_thread(\n');
    ok(await workspace.applyEdit(edit));
    await expectFindings(document.uri, ['5 mutable-default-argument']);
    await replaceAll(document, TEXT.replace('[]', 'None'));
    await expectFindings(document.uri, []);
    await replaceAll(document, TEXT);
    await expectFindings(document.uri, FOUND);
    await document.save();
  });

  it('are counted in UTF-16 units after a tea pot', async () => {
    const { document } = await showNew(
      'unicode.py',
      `pot = "🫖"; add = lambda basket=[]: basket.append("🫖") or basket\n`,
    );
    await eventually(() => {
      const found = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'interleave');
      equal(found.length, 1);
      equal(document.getText(found[0]!.range), '[]');
    });
  });

  it('may be untitled', async () => {
    const document = await workspace.openTextDocument({ language: 'python', content: TEXT });
    await window.showTextDocument(document);
    await expectFindings(document.uri, FOUND);
    await replaceAll(document, '');
    await expectFindings(document.uri, []);
  });

  it('may be in a virtual file system', async () => {
    const served = workspace.registerTextDocumentContentProvider('vscode-vfs', {
      provideTextDocumentContent: () => TEXT,
    });
    try {
      const document = await workspace.openTextDocument(Uri.parse('vscode-vfs://somewhere/shop/basket.py'));
      await window.showTextDocument(await languages.setTextDocumentLanguage(document, 'python'));
      await expectFindings(document.uri, FOUND);
    } finally {
      served.dispose();
    }
  });

  it('are left alone when they show what git has, or output', async () => {
    const served = ['git', 'vscode-scm', 'output-of-something'].map((scheme) =>
      workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: () => TEXT }),
    );
    try {
      const uris = ['git', 'vscode-scm', 'output-of-something'].map((scheme) => Uri.parse(`${scheme}:/old/basket.py`));
      for (const uri of uris) {
        const document = await workspace.openTextDocument(uri);
        equal((await languages.setTextDocumentLanguage(document, 'python')).languageId, 'python');
        await window.showTextDocument(document);
      }
      // Something that is checked, opened later, has its findings; these have none.
      const { document } = await showNew('after-git.py', TEXT);
      await expectFindings(document.uri, FOUND);
      await sleep(500);
      deepEqual(uris.map(summary), [[], [], []]);
    } finally {
      for (const registration of served) registration.dispose();
    }
  });

  it('may be notebooks, whose cells are one module', async () => {
    const notebook = await workspace.openNotebookDocument(inWorkspace('sales.ipynb'));
    await window.showNotebookDocument(notebook);
    const perCell = () => notebook.getCells().map(({ document }) => summary(document.uri));
    const expected = [
      [],
      [],
      ['1 mutable-default-argument', '4 unlocked-shared-global'],
      [],
      [],
      [],
      ['2 blocking-call-in-async'],
    ];
    await eventually(() => deepEqual(perCell(), expected));

    // Without the cell that starts the threads, one thread sells.
    const threads = notebook.cellAt(4);
    const text = threads.document.getText();
    await editCells(notebook.uri, NotebookEdit.deleteCells(new NotebookRange(4, 5)));
    await eventually(() => deepEqual(perCell()[2], ['1 mutable-default-argument']));
    const cell = new NotebookCellData(NotebookCellKind.Code, text, 'python');
    await editCells(notebook.uri, NotebookEdit.insertCells(4, [cell]));
    await eventually(() => deepEqual(perCell(), expected));

    // A cell that is no longer Python, and a notebook that is closed, have no findings.
    await languages.setTextDocumentLanguage(notebook.cellAt(6).document, 'julia');
    await eventually(() => deepEqual(summary(notebook.cellAt(6).document.uri), []));
    await languages.setTextDocumentLanguage(notebook.cellAt(6).document, 'python');
    await eventually(() => deepEqual(perCell(), expected));
    const uris = notebook.getCells().map(({ document }) => document.uri);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(() => deepEqual(uris.flatMap(summary), []));
    const again = await workspace.openNotebookDocument(inWorkspace('sales.ipynb'));
    await window.showNotebookDocument(again);
    await eventually(() =>
      deepEqual(
        again.getCells().map(({ document }) => summary(document.uri)),
        expected,
      ),
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

async function editCells(uri: Uri, edit: NotebookEdit): Promise<void> {
  const all = new WorkspaceEdit();
  all.set(uri, [edit]);
  ok(await workspace.applyEdit(all));
}
