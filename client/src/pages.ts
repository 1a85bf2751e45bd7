/** The rule and theory pages: a read-only file system of their own, so that any link to one opens it as a page. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  FilePermission,
  FileSystemError,
  type FileSystemProvider,
  Uri,
  workspace,
} from 'vscode';

/** `package.json` has VS Code open this scheme in the Markdown preview, which follows relative links and shows pictures. */
const SCHEME = 'interleave-page';
const PREVIEW = 'vscode.markdown.preview.editor';

/** @param path below dist/pages, as in `theory/gil.md` */
export function pageUri(path: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${path}` });
}

/** @param page family and rule, or theory and topic, as in `theory/gil` or `locks/lock-order#why` */
export async function openPage(page: unknown): Promise<void> {
  const match = /^([a-z0-9-]+\/[a-z0-9-]+)(?:#([\w-]+))?$/.exec(String(page));
  if (match === null) throw new Error(`There is no page ${JSON.stringify(page)}.`);
  const uri = pageUri(`${match[1]}.md`);
  await workspace.fs.stat(uri);
  await commands.executeCommand('vscode.openWith', uri.with({ fragment: match[2] ?? '' }), PREVIEW);
}

export function registerPages(context: ExtensionContext): Disposable {
  const root = Uri.joinPath(context.extensionUri, 'dist/pages');
  // `with` of an absolute path: '..' cannot lead out of the folder, for a Uri's path is normal.
  const onDisk = (uri: Uri): Uri => Uri.joinPath(root, Uri.joinPath(uri.with({ path: '/' }), uri.path).path);
  const refuse = (uri: Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };
  const provider: FileSystemProvider = {
    onDidChangeFile: () => new Disposable(() => undefined),
    watch: () => new Disposable(() => undefined),
    stat: async (uri) => ({ ...(await workspace.fs.stat(onDisk(uri))), permissions: FilePermission.Readonly }),
    readDirectory: async (uri) => workspace.fs.readDirectory(onDisk(uri)),
    readFile: async (uri) => workspace.fs.readFile(onDisk(uri)),
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  return workspace.registerFileSystemProvider(SCHEME, provider, { isReadonly: true });
}
