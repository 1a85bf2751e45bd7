/** Makes the code of a diagnostic open the shipped page as a page, where the server can only name the file. */
import type { Diagnostic, Uri } from 'vscode';
import { pageUri } from './pages.ts';

/** @param folder where the pages are, as the server names them in `codeDescription` */
export function linkPages(folder: Uri): (diagnostics: Diagnostic[]) => Diagnostic[] {
  const prefix = `${folder.path}/`;
  return (diagnostics) => {
    for (const diagnostic of diagnostics) {
      const { code } = diagnostic;
      if (typeof code !== 'object' || code.target.scheme !== folder.scheme) continue;
      if (!code.target.path.startsWith(prefix)) continue;
      const page = code.target.path.slice(prefix.length);
      diagnostic.code = { value: code.value, target: pageUri(page).with({ fragment: code.target.fragment }) };
    }
    return diagnostics;
  };
}
