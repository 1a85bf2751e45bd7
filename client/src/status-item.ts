/** The language status item: version, rules that run, problems; shown behind the braces while Python is edited. */
import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages } from 'vscode';
import { State } from 'vscode-languageclient/node';

/** What the server tells about itself in `interleave/status`. */
export interface ServerStatus {
  readonly version: string;
  readonly rulesOn: number;
  /** What the code is taken to run on, where somebody says so. */
  readonly runsOn?: string;
  /** What it could not read or check. Lines count from 1. */
  readonly problems: readonly { readonly path: string; readonly line?: number; readonly message: string }[];
}

export interface StatusItem extends Disposable {
  show(news: ServerStatus | State): void;
  /** What it shows now, as one line. */
  text(): string;
}

export function createStatusItem(): StatusItem {
  const item = languages.createLanguageStatusItem('interleave', { language: 'python' });
  item.name = 'Interleave';
  item.text = 'Interleave';
  item.command = { command: 'interleave.showOutput', title: 'Show Output' };
  return {
    show: (news) => Object.assign(item, typeof news === 'object' ? running(news) : stateText(news)),
    text: () => [item.text, item.detail].filter(Boolean).join(': '),
    dispose: () => item.dispose(),
  };
}

type Shown = Pick<LanguageStatusItem, 'text' | 'detail' | 'severity' | 'busy'>;

function running({ version, rulesOn, runsOn, problems }: ServerStatus): Shown {
  const on = `${rulesOn} ${rulesOn === 1 ? 'rule' : 'rules'} on`;
  const rules = runsOn === undefined ? on : `${on}, for ${runsOn}`;
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return {
    text: `Interleave ${version}`,
    detail: first === undefined ? rules : `${rules}, ${first.path}: ${first.message}${more}`,
    severity: first === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning,
    busy: false,
  };
}

function stateText(state: State): Shown {
  const isDown = state === State.Stopped || state === State.StartFailed;
  return {
    text: 'Interleave',
    detail: isDown ? 'not running' : state === State.Starting ? 'starting' : '',
    severity: isDown ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information,
    busy: state === State.Starting,
  };
}
