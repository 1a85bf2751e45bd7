/** The demo's pitfalls are found, and the hover explains them. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { commands, DiagnosticSeverity, type Hover, type MarkdownString, Position, type Uri } from 'vscode';
import { eventually, expectFindings, findings, inWorkspace, show } from './editor.ts';

const VISITS = ['11 unlocked-shared-global', '12 unlocked-shared-global', '22 cpu-bound-threads'];
const STOCK = ['11 unlocked-shared-global', '17 unlocked-shared-global'];

describe('findings', () => {
  const expected: readonly (readonly [string, readonly string[]])[] = [
    ['visits.py', VISITS],
    ['stock.py', STOCK],
    ['prices.py', [10, 12, 13].map((line) => `${line} blocking-call-in-async`)],
    ['orders.py', ['9 blocking-call-in-async']],
    ['waiters.py', ['11 swallowed-cancellation', '30 task-result-dropped']],
    ['backup.py', ['10 global-changed-in-process', '15 subprocess-pipe-deadlock']],
    ['basket.py', ['4 mutable-default-argument', '10 mutable-default-argument']],
    ['reminders.py', ['11 late-binding-closure']],
  ];
  for (const [file, lines] of expected) {
    it(`shows those of ${file}`, async () => {
      await show(inWorkspace(file));
      await expectFindings(inWorkspace(file), lines);
    });
  }

  it('point at the other places, and at the page of their rule', async () => {
    const uri = inWorkspace('visits.py');
    await expectFindings(uri, VISITS);
    const [first] = findings(uri);
    equal(first?.severity, DiagnosticSeverity.Warning);
    match(first.message, /'total'/);
    match(first.relatedInformation?.[0]?.message ?? '', /threads running 'serve' start here/);
    ok(typeof first.code === 'object');
    equal(first.code.target.toString(), 'interleave-page:/shared-state/unlocked-shared-global.md');
  });

  it('are explained by the hover, with links to the pages', async () => {
    const uri = inWorkspace('visits.py');
    await expectFindings(uri, VISITS);
    const hover = await hoverText(uri, new Position(10, 5));
    match(hover.text, /Instead:/);
    match(hover.text, /!\[thread 1: .*one update lost.*\]\(data:image\/svg\+xml;base64,/);
    match(hover.text, /command:interleave\.openPage\?/);
    match(decodeURIComponent(hover.text), /\["theory\/[a-z-]+"\]/);
    match(decodeURIComponent(hover.text), /\["shared-state\/unlocked-shared-global"\]/);
    deepEqual(hover.trusted, { enabledCommands: ['interleave.openPage'] });
  });

  it('say nothing elsewhere', async () => {
    const hovers = await hoversAt(inWorkspace('visits.py'), new Position(2, 10));
    deepEqual(hovers, []);
  });
});

async function hoversAt(uri: Uri, position: Position): Promise<MarkdownString[]> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap(({ contents }) => contents as MarkdownString[]);
}

async function hoverText(uri: Uri, position: Position) {
  const ours = await eventually(async () => {
    const found = (await hoversAt(uri, position)).find(({ value }) => value.includes('interleave.openPage'));
    ok(found);
    return found;
  });
  return { text: ours.value, trusted: ours.isTrusted };
}
