/** What ruff and pyright say about Python texts, each in the version that the lock file pins. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { type Diagnostic, PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { RUFF_SELECTION } from './peer-rules.ts';

export interface Source {
  readonly name: string;
  /** Of the module, as its rules see it. */
  readonly path: string;
  readonly text: string;
}

export interface PeerFinding {
  /** `name` of the source. */
  readonly source: string;
  /** As the peer calls it. */
  readonly rule: string;
  /** 1-based. */
  readonly line: number;
}

/** Broken code is in some fixtures on purpose. */
const SYNTAX = 'invalid-syntax';

export function runRuff(sources: readonly Source[]): PeerFinding[] {
  // Rules in preview are asked for too; their answers then have names instead of codes.
  const settings = { preview: true, 'target-version': 'py314', lint: { preview: true, select: RUFF_SELECTION } };
  const workspace = new Workspace(settings, PositionEncoding.Utf16);
  const found = sources.flatMap(({ name, text }) =>
    (workspace.check(text) as Diagnostic[]).flatMap(({ code, start_location }) =>
      code === null || code === SYNTAX ? [] : [{ source: name, rule: code, line: start_location.row }],
    ),
  );
  workspace.free();
  return found;
}

interface PyrightReport {
  readonly generalDiagnostics: readonly {
    readonly file: string;
    readonly rule?: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
  readonly summary: { readonly filesAnalyzed: number };
}

/** Only those with an `async def` are given to it, since it takes long. */
export async function runPyright(sources: readonly Source[]): Promise<PeerFinding[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'peers-')));
  try {
    // A folder each: what one of them is called must not be what another one imports.
    const names = new Map<string, string>();
    sources.forEach(({ name, path, text }, index) => {
      if (!/\basync def\b/.test(text)) return;
      const place = `${index}/${path}`;
      names.set(place, name);
      mkdirSync(dirname(join(folder, place)), { recursive: true });
      writeFileSync(join(folder, place), text);
    });
    const noPrograms = join(folder, 'no-programs');
    mkdirSync(noPrograms);
    const settings = {
      typeCheckingMode: 'off',
      reportUnusedCoroutine: 'error',
      pythonVersion: '3.14',
      pythonPlatform: 'Linux',
    };
    writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(settings));

    const { generalDiagnostics, summary } = await askPyright(folder, noPrograms);
    if (summary.filesAnalyzed !== names.size) {
      throw new Error(`pyright looked at ${summary.filesAnalyzed} of ${names.size} files.`);
    }
    return generalDiagnostics.flatMap(({ file, rule, range }) => {
      if (rule !== 'reportUnusedCoroutine') return [];
      const source = names.get(relative(folder, realpathSync(file)).split(sep).join('/'))!;
      return [{ source, rule, line: range.start.line + 1 }];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `noPrograms` is an empty folder for `PATH`: there must be no interpreter to ask for installed packages. */
function askPyright(folder: string, noPrograms: string): Promise<PyrightReport> {
  const script = createRequire(import.meta.url).resolve('pyright/index.js');
  const options = { cwd: folder, env: { ...process.env, PATH: noPrograms }, maxBuffer: 2 ** 30 };
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, '--outputjson'], options, (error, stdout, stderr) => {
      // It ends with 1 where it has found something.
      if (error !== null && error.code !== 1) fail(new Error(stderr || stdout, { cause: error }));
      else done(JSON.parse(stdout) as PyrightReport);
    });
  });
}
