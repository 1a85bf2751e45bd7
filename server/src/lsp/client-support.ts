/** What the client on the other end can do, read once from its `initialize` request. */
import type { InitializeParams } from 'vscode-languageserver/node';

export interface ClientSupport {
  /** It asks for diagnostics by itself; otherwise they are published. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLens: boolean;
  readonly refreshesInlayHints: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly versionedDiagnostics: boolean;
  readonly markdownHover: boolean;
  readonly codeActionLiterals: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly configuration: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFiles: boolean;
  /** It runs `interleave.openPage` when such a link in a hover is followed: only our own extension does. */
  readonly commandLinks: boolean;
  /** It shows pictures in hovers, and takes in a diagnostic's data where the other end of a finding is. */
  readonly pictures: boolean;
  readonly otherEnds: boolean;
  /** It understands `interleave/status`. */
  readonly status: boolean;
}

export function clientSupportOf({ capabilities, initializationOptions }: InitializeParams): ClientSupport {
  const { textDocument, workspace } = capabilities ?? {};
  const { diagnostic, publishDiagnostics, hover, codeAction } = textDocument ?? {};
  const options = isRecord(initializationOptions) ? initializationOptions : {};
  const commandLinks = options.commandLinks === true;
  return {
    pullsDiagnostics: diagnostic != null,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: (diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true,
    codeDescription: (diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport) === true,
    versionedDiagnostics: publishDiagnostics?.versionSupport === true,
    markdownHover: hover?.contentFormat?.includes('markdown') === true,
    codeActionLiterals: codeAction?.codeActionLiteralSupport != null,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    configuration: workspace?.configuration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    commandLinks,
    pictures: options.pictures === true,
    otherEnds: options.otherEnds === true,
    status: typeof options.status === 'boolean' ? options.status : commandLinks,
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
