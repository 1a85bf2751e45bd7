/** What a user sees and does, in a dark and in a light window; the screenshots go to build/screenshots. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openWindow, type Theme, type Window } from './window.ts';

/** Rules whose findings have a witness. */
const WITNESSED = [
  'unlocked-shared-global',
  'blocking-call-in-async',
  'swallowed-cancellation',
  'subprocess-pipe-deadlock',
];

describe.each<[Theme]>([['dark'], ['light']])('in the %s window', (theme) => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow(theme);
  });
  afterAll(() => window?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
    await window.closeTabs();
  });

  test.each([
    ['unlocked-shared-global', 'visits.py', 2, 'by_page[page]'],
    ['unlocked-shared-global', 'stock.py', 2, 'stock -= 1'],
    ['blocking-call-in-async', 'prices.py', 3, 'requests.get'],
    ['blocking-call-in-async', 'orders.py', 1, 'restock(order)'],
    ['swallowed-cancellation', 'waiters.py', 2, 'except asyncio.CancelledError'],
    ['subprocess-pipe-deadlock', 'backup.py', 2, 'listing.wait'],
    ['mutable-default-argument', 'basket.py', 2, '[]'],
    ['late-binding-closure', 'reminders.py', 1, '{tea}'],
  ])(
    'the hover of %s in %s says why, what to do and where to read on, without scrolling',
    async (rule, file, findings, text) => {
      await window.open(file);
      await window.squiggles(findings);
      const hover = await window.hover(text);
      await expect.poll(() => hover.textContent()).toContain('Instead:');
      expect(await hover.textContent()).toContain(rule);
      if (WITNESSED.includes(rule)) await expectPicture(hover, theme);
      await expectLinksInView(hover);
      await window.screenshot(`hover-${file.split('.')[0]}`);
      if (file === 'visits.py') await window.screenshotOfEditor('readme');
    },
  );

  test('the hover of a deadlock shows its cycle without scrolling, below the places of both locks', async () => {
    await window.open('shelves.py');
    const hover = await window.hover('with black:');
    await expect.poll(() => hover.textContent()).toContain('lock-order-inversion');
    await expectPicture(hover, theme);
    await window.screenshot('hover-shelves');
  });

  test('the hover shows the witness as a block of text, if one wants that, and without scrolling', async () => {
    await window.open('visits.py');
    await window.squiggles(2);
    window.configure({ 'interleave.hover.witness': 'text' });
    try {
      const hover = await vi.waitFor(
        async () => {
          await window.page.keyboard.press('Escape');
          const shown = await window.hover('total += 1');
          await expect.poll(() => shown.textContent()).toContain('Instead:');
          expect(spaces(await shown.textContent())).toContain('← one update lost');
          return shown;
        },
        { timeout: 30_000 },
      );
      await expectLinksInView(hover);
      // Tokens of the theme's own colours, and not all of one.
      const colours = await hover
        .locator('.monaco-tokenized-source span[class]')
        .evaluateAll((tokens) => tokens.map((token) => getComputedStyle(token).color));
      expect(new Set(colours).size).toBeGreaterThanOrEqual(4);
      await window.screenshot('hover-text');
    } finally {
      window.configure({});
    }
  });

  test('the other access is decorated while the cursor is on a finding', async () => {
    await window.open('stock.py');
    await window.squiggles(2);
    await window.clickOn('stock += 10');
    const shown = () =>
      window.page
        .locator('.view-lines')
        .evaluate((lines) =>
          [...lines.querySelectorAll<HTMLElement>('[class*="ced-"]')]
            .map((piece) => getComputedStyle(piece, '::after').content)
            .find((content) => content.includes('←')),
        );
    await expect.poll(shown).toContain('main thread comes in between here');
    await window.screenshot('other-access');
    await window.clickOn('import threading');
    await expect.poll(shown).toBeUndefined();
    await window.clickOn('stock += 10');
    await window.run('Interleave: Go to Other Access');
    await expect.poll(shown).toContain('thread comes in between here');
  });

  test('the view of shared state shows who touches what, and goes there', async () => {
    await window.open('visits.py');
    await window.squiggles(2);
    await window.run('Focus on Shared State View');
    const rows = window.page.locator('.pane-body .monaco-list-row', { hasText: 'change it, no common lock' });
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3);
    const row = (text: string) => window.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
    await row('stock').locator('.monaco-tl-twistie').click();
    await row('refill').waitFor();
    await row('total').locator('.monaco-tl-twistie').click();
    await row('by_page').locator('.monaco-tl-twistie').click();
    await window.screenshot('shared-state');
    await window.screenshotOfSideBar('readme-shared-state');
    await row('refill').click();
    await window.page.locator('.tab.active', { hasText: 'stock.py' }).waitFor();
    await expect.poll(() => window.page.locator('#status\\.editor\\.selection').textContent()).toContain('Ln 11');
    const tooltip = window.page.locator('.monaco-hover', { hasText: 'Risk high' });
    await vi.waitFor(
      async () => {
        const { x, y } = (await row('by_page').locator('.label-name').boundingBox())!;
        await window.page.mouse.move(x + 300, y + 150);
        await window.page.mouse.move(x + 10, y + 8, { steps: 5 });
        await tooltip.waitFor({ timeout: 3_000 });
      },
      { timeout: 30_000 },
    );
    await window.screenshot('shared-state-tooltip');
    await window.run('Group Shared State by File');
    await row('visits.py').waitFor();
    await window.screenshot('shared-state-by-file');
    await window.run('Group Shared State by Risk');
    await window.run('View: Show Explorer');
  });

  test('a link of the hover opens its page, with the picture, and a link there the next page', async () => {
    await window.open('visits.py');
    await window.squiggles(2);
    const hover = await window.hover('total += 1');
    await hover.locator('a[data-href*="theory"]').first().click();
    const picture = window.preview().locator('img').first();
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await window.screenshot('theory-page');
    await window.preview().locator('a[href$=".md"]').first().click();
    await expect.poll(() => window.page.locator('.tab').count()).toBe(3);
  });

  test("the finding's code opens the page of its rule", async () => {
    await window.open('visits.py');
    await window.squiggles(2);
    const hover = await window.hover('total += 1');
    await hover.locator('a.code-link').click();
    await window.preview().locator('h1', { hasText: 'unlocked-shared-global' }).waitFor();
    await window.screenshot('rule-page');
  });

  test('the command that explains rules begins with the one at the cursor', async () => {
    await window.open('basket.py');
    await window.squiggles(2);
    await window.clickOn('[]');
    await window.run('Interleave: Explain Rule', { isPickedFrom: true });
    const first = window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'At the cursor' });
    await expect.poll(() => first.textContent()).toContain('mutable-default-argument');
    await window.screenshot('explain-rule');
    await window.page.keyboard.press('Enter');
    await window.preview().locator('h1', { hasText: 'mutable-default-argument' }).waitFor();
  });

  test('the light bulb mends the code', async () => {
    await window.open('basket.py');
    await window.line('def add(item, basket=[]):').waitFor();
    await window.squiggles(2);
    await window.clickOn('[]');
    const menu = await window.quickFixes();
    await window.screenshot('quick-fix');
    await menu.locator('.monaco-list-row', { hasText: 'list in the body' }).first().click();
    await window.line('def add(item, basket=None):').waitFor();
    await window.line('if basket is None:').waitFor();
    await window.squiggles(1);
    await window.screenshot('fixed');
    await window.undo('def add(item, basket=[]):');
    await window.squiggles(2);
  });

  test('the cells of a notebook are checked together', async () => {
    await window.open('sales.ipynb');
    await window.squiggles(2);
    const hover = await window.hover('sold += 1');
    await expect.poll(() => hover.textContent()).toContain('Instead:');
    await expectLinksInView(hover);
    await window.screenshot('notebook');
    await window.page.keyboard.press('Escape');
    await window.clickOn('receipt=[]');
    const menu = await window.quickFixes();
    await menu.locator('.monaco-list-row', { hasText: 'list in the body' }).first().click();
    await window.line('if receipt is None:').waitFor();
    await window.squiggles(1);
    await window.undo('def sell(teas, receipt=[]):');
    await window.squiggles(2);

    // Cells that are scrolled out of sight keep their findings.
    const count = window.page.locator('#status\\.problems');
    await expect.poll(() => count.textContent()).toMatch(/\b3\b/);
    for (const pixels of [500, 500, 500, -500, -500, -500]) {
      await window.page.mouse.wheel(0, pixels);
      await window.page.waitForTimeout(500);
      expect(await count.textContent()).toMatch(/\b3\b/);
    }
  });

  test('the status item and the list of problems tell how it is', async () => {
    await window.open('prices.py');
    await window.squiggles(3);
    await window.run('Problems: Focus on Problems View');
    await window.page.locator('.markers-panel .monaco-list-row').nth(3).waitFor();
    await window.page.locator('#status\\.languageStatus').hover();
    const status = window.page.locator('.hover-language-status', { hasText: 'Interleave' }).first();
    await status.waitFor();
    expect(await status.textContent()).toMatch(/Interleave \d+\.\d+\.\d+.*\d+ rules on/);
    await window.screenshot('status-and-problems');
    await window.page.keyboard.press('Control+J');
  });
});

/** The editor writes blanks as no-break ones. */
function spaces(text: string | null): string {
  return (text ?? '').replaceAll('\u00a0', ' ');
}

/** The witness's picture, in its own size and in the theme's colours, with words for who does not see it. */
async function expectPicture(hover: Locator, theme: Theme): Promise<void> {
  const picture = hover.locator('img[src^="data:image/svg+xml"]');
  await picture.waitFor();
  const size = () =>
    picture.evaluate(
      (image: HTMLImageElement) => `${image.naturalWidth} ${image.naturalHeight} ${image.width} ${image.height}`,
    );
  await expect.poll(size).toMatch(/^(720 (?:76|54)) \1$/);
  expect(await picture.getAttribute('alt')).toMatch(
    /one update lost|all other tasks are frozen|both wait for ever|is lost/,
  );
  const [outer, inner] = [await hover.boundingBox(), await picture.boundingBox()];
  expect(inner!.y + inner!.height).toBeLessThanOrEqual(outer!.y + outer!.height);
  const source = Buffer.from((await picture.getAttribute('src'))!.split(',')[1]!, 'base64').toString();
  expect(source).toContain(theme === 'dark' ? '#1b2130' : '#f7f9fd');
}

/** All links to pages lie inside what the hover shows before anyone scrolls, as soon as it has its final size. */
function expectLinksInView(hover: Locator): Promise<void> {
  return vi.waitFor(
    async () => {
      const outer = await hover.boundingBox();
      const links = await hover.locator('a[data-href^="command:interleave.openPage"]').all();
      expect(links.length).toBeGreaterThanOrEqual(2);
      for (const link of links) {
        const inner = await link.boundingBox();
        if (inner === null || outer === null) throw new Error('not shown at all');
        expect(inner.y).toBeGreaterThanOrEqual(outer.y);
        expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
        expect(inner.x).toBeGreaterThanOrEqual(outer.x);
        expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
      }
    },
    { timeout: 10_000 },
  );
}
