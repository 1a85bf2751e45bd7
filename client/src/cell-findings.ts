/** Keeps the findings of a notebook's cells as long as the notebook has a tab; the library goes by each cell's editor. */
import {
  type DiagnosticCollection,
  Disposable,
  languages,
  type NotebookDocument,
  TabInputNotebook,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';

export interface CellFindings extends Disposable {
  /** Creates and disposes the collections of the language client. */
  readonly collections: {
    create(name: string | undefined): DiagnosticCollection;
    dispose(collection: DiagnosticCollection): void;
  };
}

/**
 * A cell has an editor only while it is in sight, so that scrolling would take its findings away.
 *
 * @param forget has the library ask for all of this cell's findings when it asks next
 * @param askAgain has the library ask for the findings of all visible documents
 */
export function keepCellFindings(forget: (cell: TextDocument) => void, askAgain: () => void): CellFindings {
  const collections = new Set<DiagnosticCollection>();
  const subscriptions = [
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (!closed.some(({ input }) => input instanceof TabInputNotebook)) return;
      for (const notebook of workspace.notebookDocuments.filter((notebook) => !hasTab(notebook))) {
        for (const { document } of notebook.getCells()) {
          forget(document);
          for (const collection of collections) collection.delete(document.uri);
        }
      }
    }),
    // A notebook that was opened out of sight, before it had a tab, was not asked about.
    window.onDidChangeVisibleNotebookEditors(askAgain),
  ];
  return {
    collections: {
      create(name) {
        const collection = languages.createDiagnosticCollection(name);
        const remove = collection.delete.bind(collection);
        collection.delete = (uri) => {
          if (!isShownCell(uri)) remove(uri);
        };
        collections.add(collection);
        return collection;
      },
      dispose(collection) {
        collections.delete(collection);
        collection.dispose();
      },
    },
    dispose: () => Disposable.from(...subscriptions).dispose(),
  };
}

/** A cell that was deleted, or is no longer Python, is none. */
function isShownCell(uri: Uri): boolean {
  if (uri.scheme !== 'vscode-notebook-cell') return false;
  const key = uri.toString();
  const isHere = ({ document }: { document: TextDocument }): boolean =>
    document.uri.toString() === key && document.languageId === 'python';
  return workspace.notebookDocuments.some((notebook) => notebook.getCells().some(isHere) && hasTab(notebook));
}

function hasTab({ uri }: NotebookDocument): boolean {
  const key = uri.toString();
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputNotebook && input.uri.toString() === key);
}
