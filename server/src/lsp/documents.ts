/** The documents and notebooks that the client has open, kept by its notifications; whatever their order, nothing breaks. */
import type {
  Connection,
  DidChangeNotebookDocumentParams,
  NotebookCell,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver/node';
import { NotebookCellKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Source, sourceOfCells, sourceOfDocument } from './source.ts';

/** What `git`, `output`, `vscode-scm` and others show is no file of the user's, or an old state of one. */
const SCHEMES = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs']);

export interface DocumentEvents {
  onOpened(source: string): void;
  /** `document` is the one whose text changed; undefined when cells came, went or moved. */
  onChanged(source: string, document?: string): void;
  /** With the documents that are no longer open. */
  onClosed(source: string, documents: readonly string[]): void;
}

export interface Documents {
  /**
   * What a document or cell belongs to, as it is now; undefined for what is not open or not for us. The same object until
   * something in it changes.
   */
  sourceOf(document: string): Source | undefined;
  /** Grows with every change of what a document belongs to. */
  revisionOf(document: string): number | undefined;
  /** The sources that are open, by the URIs of their documents or notebooks. */
  sources(): Source[];
  listen(connection: Connection, events: DocumentEvents): void;
}

interface Notebook {
  cells: NotebookCell[];
  readonly documents: Map<string, TextDocument>;
}

export function createDocuments(): Documents {
  const documents = new Map<string, TextDocument>();
  const notebooks = new Map<string, Notebook>();
  /** By cell. */
  const notebookOf = new Map<string, string>();
  const revisions = new Map<string, number>();
  let lastRevision = 0;
  const touch = (source: string): void => void revisions.set(source, ++lastRevision);

  const sources = new Map<string, Source>();

  function sourceAt(uri: string): Source | undefined {
    const revision = revisions.get(uri) ?? 0;
    const last = sources.get(uri);
    if (last?.revision === revision) return last;
    const source = createSource(uri, revision);
    if (source === undefined) sources.delete(uri);
    else sources.set(uri, source);
    return source;
  }

  function createSource(uri: string, revision: number): Source | undefined {
    const notebook = notebooks.get(uri);
    if (notebook !== undefined) return sourceOfCells(uri, pythonCells(notebook), revision);
    const document = documents.get(uri);
    if (document === undefined) return undefined;
    // A client that knows no notebooks shows their cells as documents.
    const isCell = schemeOf(uri) === 'vscode-notebook-cell';
    return isCell ? sourceOfCells(uri, [document], revision) : sourceOfDocument(document, revision);
  }

  function changeNotebook({ notebookDocument, change }: DidChangeNotebookDocumentParams, events: DocumentEvents): void {
    const { uri } = notebookDocument;
    const notebook = notebooks.get(uri);
    if (notebook === undefined) return;
    const { structure, data, textContent } = change.cells ?? {};
    if (structure !== undefined) {
      const { start, deleteCount, cells } = structure.array;
      notebook.cells.splice(start, deleteCount, ...(cells ?? []));
      for (const item of structure.didOpen ?? []) {
        notebook.documents.set(item.uri, created(item));
        notebookOf.set(item.uri, uri);
      }
      for (const closed of structure.didClose ?? []) {
        notebook.documents.delete(closed.uri);
        notebookOf.delete(closed.uri);
      }
    }
    const changed = new Map((data ?? []).map((cell) => [cell.document, cell]));
    if (changed.size > 0) notebook.cells = notebook.cells.map((cell) => changed.get(cell.document) ?? cell);
    for (const { document, changes } of textContent ?? []) {
      const open = notebook.documents.get(document.uri);
      if (open !== undefined) update(open, changes, document.version);
    }
    touch(uri);
    if (structure !== undefined || changed.size > 0) {
      const closed = structure?.didClose ?? [];
      if (closed.length > 0)
        events.onClosed(
          uri,
          closed.map((document) => document.uri),
        );
      events.onChanged(uri);
    } else for (const { document } of textContent ?? []) events.onChanged(uri, document.uri);
  }

  function listen(connection: Connection, events: DocumentEvents): void {
    connection.onDidOpenTextDocument(({ textDocument }) => {
      const { uri, languageId } = textDocument;
      if (languageId !== 'python' || !SCHEMES.has(schemeOf(uri))) return;
      documents.set(uri, created(textDocument));
      touch(uri);
      events.onOpened(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const document = documents.get(uri);
      if (document === undefined) return;
      update(document, contentChanges, version);
      touch(uri);
      events.onChanged(uri, uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      if (!documents.delete(uri)) return;
      revisions.delete(uri);
      sources.delete(uri);
      events.onClosed(uri, [uri]);
    });
    const { synchronization } = connection.notebooks;
    synchronization.onDidOpenNotebookDocument(({ notebookDocument: { uri, cells }, cellTextDocuments }) => {
      if (!SCHEMES.has(schemeOf(uri))) return;
      const opened = new Map(cellTextDocuments.map((item) => [item.uri, created(item)]));
      notebooks.set(uri, { cells: [...cells], documents: opened });
      for (const cell of opened.keys()) notebookOf.set(cell, uri);
      touch(uri);
      events.onOpened(uri);
    });
    synchronization.onDidChangeNotebookDocument((params) => changeNotebook(params, events));
    synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => {
      const notebook = notebooks.get(uri);
      if (notebook === undefined) return;
      notebooks.delete(uri);
      revisions.delete(uri);
      sources.delete(uri);
      for (const cell of notebook.documents.keys()) notebookOf.delete(cell);
      events.onClosed(uri, [...notebook.documents.keys()]);
    });
  }

  return {
    sourceOf: (uri) => sourceAt(notebookOf.get(uri) ?? uri),
    revisionOf: (uri) => revisions.get(notebookOf.get(uri) ?? uri),
    sources: () => [...notebooks.keys(), ...documents.keys()].map((uri) => sourceAt(uri)!),
    listen,
  };
}

function pythonCells({ cells, documents }: Notebook): TextDocument[] {
  return cells.flatMap(({ kind, document: uri }) => {
    const document = documents.get(uri);
    return kind === NotebookCellKind.Code && document?.languageId === 'python' ? [document] : [];
  });
}

function created({ uri, languageId, version, text }: TextDocumentItem): TextDocument {
  if (typeof uri !== 'string' || typeof text !== 'string') throw new TypeError('A document needs a URI and a text.');
  return TextDocument.create(uri, languageId, typeof version === 'number' ? version : 0, text);
}

function update(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
  const settled = typeof version === 'number' ? version : document.version + 1;
  for (const change of changes) {
    if (typeof change.text !== 'string') throw new TypeError('A change needs a text.');
    if (!('range' in change)) TextDocument.update(document, [{ text: change.text }], settled);
    else {
      // Positions outside the document mean its end; the package counts lines wrong when it is told of such a range.
      const [start, end] = [change.range.start, change.range.end].map((position) => document.offsetAt(position));
      const range = { start: document.positionAt(start!), end: document.positionAt(end!) };
      TextDocument.update(document, [{ range, text: change.text }], settled);
    }
  }
}

export function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}
