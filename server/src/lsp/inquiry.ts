/** Answers requests about a document from the analysis of what it is now; never from that of an older text. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Analyser, Analysis } from './analyser.ts';
import type { Configuration, SourceConfig } from './configuration.ts';
import type { Documents } from './documents.ts';
import { cancelled } from './lifecycle.ts';
import type { OpenSource } from './live-program.ts';
import { type Part, partOf } from './source.ts';

/** What is known of a document. */
export interface Answerable {
  readonly analysis: Analysis;
  readonly config: SourceConfig;
  /** The document's own part. */
  readonly part: Part;
}

export interface Inquiry {
  /** undefined for a document that is not open or not checked. Throws what a stale request is answered with. */
  about<T>(document: string, token: CancellationToken, use: (known: Answerable) => T): Promise<T | undefined>;
  /** The programs as they are now. */
  programs(): Promise<ReturnType<Analyser['programs']>>;
  /** The analysis of a source as it is now; undefined for one that is not checked. */
  analysisOf(source: string): Promise<Analysis | undefined>;
}

export interface InquiryOptions {
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly analyser: Analyser;
  readonly onAnalysed: (analysis: Analysis) => void;
}

/** In milliseconds: an analysis that takes longer waits for a pause in typing, for as long as it takes or a while. */
const EXPENSIVE = 40;
const LONGEST_PAUSE = 300;

export function createInquiry({ documents, configuration, analyser, onAnalysed }: InquiryOptions): Inquiry {
  /** In milliseconds: what the last edit took to analyse. */
  let cost = 0;
  /** By source: the revision that was analysed last. */
  const latest = new Map<string, number>();

  /** What is open and checked, with all configurations; what the client sent in the meantime counts. */
  async function openSources() {
    const settled = documents.sources().map(async ({ uri }) => [uri, await configuration.of(uri)] as const);
    const configs = new Map(await Promise.all(settled));
    const open = documents.sources().flatMap((one): OpenSource[] => {
      const own = configs.get(one.uri);
      return own?.isChecked ? [{ source: one, config: own }] : [];
    });
    return { configs, open };
  }

  async function current(document: string): Promise<Omit<Answerable, 'part'> | undefined> {
    if (documents.sourceOf(document) === undefined) return undefined;
    const { configs, open } = await openSources();
    const source = documents.sourceOf(document);
    const config = source === undefined ? undefined : configs.get(source.uri);
    if (source === undefined || config?.isChecked !== true) return undefined;
    const started = performance.now();
    const analysis = analyser.analyse(source.uri, open);
    if (analysis === undefined) return undefined;
    if (latest.get(source.uri) !== source.revision) cost = performance.now() - started;
    latest.set(source.uri, source.revision);
    if (latest.size > open.length) for (const uri of latest.keys()) if (!configs.has(uri)) latest.delete(uri);
    onAnalysed(analysis);
    return { analysis, config };
  }

  /** Where many files depend on the edited one, keystrokes come faster than they are analysed: most need not be. */
  async function pause(document: string, revision: number | undefined, check: () => void): Promise<void> {
    const before = latest.get(documents.sourceOf(document)?.uri ?? '');
    if (cost < EXPENSIVE || before === undefined || before === revision) return;
    const end = performance.now() + Math.min(cost, LONGEST_PAUSE);
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      check();
    }
  }

  return {
    async about(document, token, use) {
      const revision = documents.revisionOf(document);
      const check = (): void => {
        if (token.isCancellationRequested) throw cancelled();
        if (documents.revisionOf(document) !== revision) throw stale();
      };
      await arrivals();
      check();
      await pause(document, revision, check);
      const known = await current(document);
      const part = known === undefined ? undefined : partOf(known.analysis.source, document);
      if (known === undefined || part === undefined) return undefined;
      const result = use({ ...known, part });
      await arrivals();
      check();
      return result;
    },
    async programs() {
      const { open } = await openSources();
      return analyser.programs(open);
    },
    analysisOf: async (source) => (await current(source))?.analysis,
  };
}

/** Lets in what the client has sent: two turns, since a message is read in one and handled in the next. */
async function arrivals(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The document was edited: the answer would be about a text that is no more. */
function stale(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
}
