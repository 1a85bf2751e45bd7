/** The command that explains a rule: the one of the finding at the cursor first, then all, then the theory. */
import { type ExtensionContext, FileType, languages, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { openPage } from './pages.ts';

interface PageItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: QuickPickItemKind;
  readonly page?: string;
}

export async function explainRule(context: ExtensionContext, page?: unknown): Promise<void> {
  if (typeof page === 'string') return openPage(page);
  const pages = await listPages(Uri.joinPath(context.extensionUri, 'dist/pages'));
  const here = rulesAtCursor();
  const items: PageItem[] = [
    ...section(
      'At the cursor',
      pages.filter(({ label }) => here.has(label)),
    ),
    ...section(
      'Rules',
      pages.filter(({ label, page }) => !here.has(label) && !page?.startsWith('theory/')),
    ),
    ...section(
      'Theory',
      pages.filter(({ page }) => page?.startsWith('theory/')),
    ),
  ];
  const picked = await window.showQuickPick(items, {
    title: 'Explain Rule',
    placeHolder: 'A rule or a topic',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.page !== undefined) await openPage(picked.page);
}

function section(label: string, items: readonly PageItem[]): PageItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function rulesAtCursor(): Set<string> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return new Set();
  const found = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range, source }) => source === 'interleave' && range.intersection(editor.selection) !== undefined);
  return new Set(found.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}

/** Every page is `<family>/<name>.md`: a heading, then a sentence that says it all. */
async function listPages(root: Uri): Promise<PageItem[]> {
  const folders = (await workspace.fs.readDirectory(root)).filter(([, type]) => type === FileType.Directory);
  const lists = folders.map(async ([family]) => {
    const files = await workspace.fs.readDirectory(Uri.joinPath(root, family));
    const names = files.filter(([name]) => name.endsWith('.md')).map(([name]) => name.slice(0, -'.md'.length));
    return Promise.all(names.map((name) => readPage(root, family, name)));
  });
  return (await Promise.all(lists)).flat();
}

async function readPage(root: Uri, family: string, name: string): Promise<PageItem> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(root, family, `${name}.md`)));
  const [, heading = name, summary = ''] = /^# (.+)\n+(.+)/.exec(text) ?? [];
  const description = family === 'theory' ? {} : { description: family };
  return { label: heading, ...description, detail: plain(summary), page: `${family}/${name}` };
}

/** A quick pick shows text, not Markdown: code without its ticks, links without their targets. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}
