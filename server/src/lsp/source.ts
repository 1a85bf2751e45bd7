/** What is analysed as one module at one moment: a document, or the Python cells of a notebook in their order. */
import { type Position, TextDocument, type Range as TextRange } from 'vscode-languageserver-textdocument';
import type { Edit, Range } from '#analysis';
import { pythonOf } from './magics.ts';

/** A document's share of the module. */
export interface Part {
  /** As the client has it. */
  readonly document: TextDocument;
  /** What is parsed: of a document's own length, but for a cell's final newline. */
  readonly text: string;
  /** Where it starts in the module. */
  readonly start: number;
}

/** Holds until the next message from the client: the documents in it are the live ones. */
export interface Source {
  /** Of the document or the notebook. */
  readonly uri: string;
  readonly isNotebook: boolean;
  /** Grows with every change; a change without a new version counts too. */
  readonly revision: number;
  readonly parts: readonly Part[];
}

export interface Place {
  readonly document: TextDocument;
  readonly range: TextRange;
}

export function sourceOfDocument(document: TextDocument, revision = 0): Source {
  const parts = [{ document, text: document.getText(), start: 0 }];
  return { uri: document.uri, isNotebook: false, revision, parts };
}

export function sourceOfCells(uri: string, cells: readonly TextDocument[], revision = 0): Source {
  let start = 0;
  const parts = cells.map((document) => {
    const part = { document, text: `${pythonOf(document.getText())}\n`, start };
    start += part.text.length;
    return part;
  });
  return { uri, isNotebook: true, revision, parts };
}

export function partOf({ parts }: Source, uri: string): Part | undefined {
  return parts.find(({ document }) => document.uri === uri);
}

/** The offset in the module of a position in one of its documents. */
export function offsetAt({ document, start }: Part, position: Position): number {
  return start + document.offsetAt(position);
}

/** Where a range of the module is for the client; undefined if it reaches from one cell into another. */
export function placeOf({ parts }: Source, { start, end }: Range): Place | undefined {
  const part = parts.findLast((candidate) => candidate.start <= start);
  if (part === undefined || end > part.start + part.text.length) return undefined;
  const { document } = part;
  const range = { start: document.positionAt(start - part.start), end: document.positionAt(end - part.start) };
  return { document, range };
}

/** Whether these edits stay in their cells and replace nothing but what was analysed. */
export function areInPlace({ parts }: Source, edits: readonly Edit[]): boolean {
  return edits.every(({ range: { start, end } }) => {
    const part = parts.findLast((candidate) => candidate.start <= start);
    if (part === undefined) return false;
    const text = part.document.getText();
    const from = start - part.start;
    const to = end - part.start;
    return to <= text.length && text.slice(from, to) === part.text.slice(from, to);
  });
}

/** The source after edits that are in place and do not overlap; the client's documents stay as they are. */
export function withEdits(source: Source, edits: readonly Edit[]): Source {
  const documents = source.parts.map(({ document, start, text }, index) => {
    const isLast = index === source.parts.length - 1;
    const own = edits.filter(({ range }) => start <= range.start && (isLast || range.start < start + text.length));
    if (own.length === 0) return document;
    const ordered = own.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    let at = 0;
    let edited = '';
    for (const { range, text: inserted } of ordered) {
      edited += document.getText().slice(at, range.start - start) + inserted;
      at = range.end - start;
    }
    edited += document.getText().slice(at);
    return TextDocument.create(document.uri, document.languageId, document.version, edited);
  });
  return source.isNotebook ? sourceOfCells(source.uri, documents) : sourceOfDocument(documents[0]!);
}
