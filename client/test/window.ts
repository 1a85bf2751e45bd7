/** A VS Code window for the UI tests: what a user does with mouse and keyboard, and what is then to be seen. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { provisionHost, startHost, temporaryFolder } from '../../scripts/vscode-host.mjs';
import { copyDemo, launchBrowser, root, vsix } from './extension-host.ts';

const SCREENSHOTS = join(root, 'build/screenshots');

export type Theme = 'dark' | 'light';
const THEMES = { dark: 'Dark Modern', light: 'Light Modern' };

export interface Window {
  readonly page: Page;
  /** Writes the settings of the workspace, which is a folder of this window's own. */
  configure(settings: object): void;
  /** Opens a file of the demo, as a user does who knows its name. */
  open(file: string): Promise<void>;
  /** Runs a command from the palette. One that is picked from next leaves the list open. */
  run(title: string, options?: { readonly isPickedFrom: boolean }): Promise<void>;
  /** The line of the active editor that has this text. */
  line(text: string): Locator;
  /** Moves the mouse over this text in the editor, and gives the hover. */
  hover(text: string): Promise<Locator>;
  /** Puts the cursor into this text. */
  clickOn(text: string): Promise<void>;
  /** The light bulb's menu, for where the cursor is. */
  quickFixes(): Promise<Locator>;
  /** Waits until the active editor shows so many. */
  squiggles(count: number): Promise<void>;
  /** Undoes until the active editor has this text again. */
  undo(text: string): Promise<void>;
  /** What the Markdown preview shows that is in front. */
  preview(): FrameLocator;
  closeTabs(): Promise<void>;
  screenshot(name: string): Promise<void>;
  /** The upper part of the editor alone, as the README shows it. */
  screenshotOfEditor(name: string): Promise<void>;
  /** The same with the side bar, made wide for as long as that takes. */
  screenshotOfSideBar(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(theme: Theme): Promise<Window> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const folder = temporaryFolder();
  const settings = {
    'workbench.colorTheme': THEMES[theme],
    'editor.fontSize': 14,
    'editor.minimap.enabled': false,
    'editor.cursorBlinking': 'solid',
    'workbench.editor.enablePreview': false,
  };
  const host = await startHost(provisionHost(), { vsix, settings, isTrusted: true });
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    host.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: theme });
    page.setDefaultTimeout(30_000);
    const workspace = copyDemo(folder);
    const configure = (settings: object): void => {
      mkdirSync(join(workspace, '.vscode'), { recursive: true });
      writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
    };
    await page.goto(host.address(workspace));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return { ...gestures(page, theme), configure, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function gestures(page: Page, theme: Theme): Omit<Window, 'close' | 'configure'> {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input');
  // The cells of a notebook lie in a layer of their own, outside of the editor group.
  const line = (text: string) => page.locator('.view-line:visible', { hasText: spaced(text) });

  const choose = async (key: string, text: string): Promise<void> => {
    // A page that has just opened does not hand on its keys yet. On a busy machine the list may come so late that the
    // next press of the key takes it away again.
    await vi.waitFor(
      async () => {
        if (!(await input.isVisible())) await page.keyboard.press(key);
        await input.fill(key === 'F1' ? `>${text}` : text, { timeout: 3_000 });
      },
      { timeout: 60_000 },
    );
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
    await page.keyboard.press('Enter');
  };
  const closed = (): Promise<void> => input.waitFor({ state: 'hidden' });

  /** The middle of this text where it stands first. */
  const middleOf = async (text: string): Promise<{ x: number; y: number }> => {
    const middleIn = (element: Element, wanted: string) => {
      // The editor writes blanks as no-break ones, and a line in many pieces.
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const pieces: { node: Node; start: number }[] = [];
      let all = '';
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        pieces.push({ node, start: all.length });
        all += node.textContent ?? '';
      }
      const middle = all.replaceAll('\u00a0', ' ').indexOf(wanted) + Math.floor(wanted.length / 2);
      const piece = pieces.findLast(({ start }) => start <= middle);
      if (piece === undefined) throw new Error(`There is no ${wanted}.`);
      const range = document.createRange();
      range.setStart(piece.node, middle - piece.start);
      range.setEnd(piece.node, middle - piece.start + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      if (width === 0) throw new Error(`${wanted} is not shown.`);
      return { x: x + width / 2, y: y + height / 2 };
    };
    // The editor draws its lines anew when their colours come, and may take away the one that was found.
    return vi.waitFor(() => line(text).first().evaluate(middleIn, text, { timeout: 5_000 }), { timeout: 30_000 });
  };

  return {
    page,
    line,
    run: async (title, { isPickedFrom } = { isPickedFrom: false }) => {
      await choose('F1', title);
      if (!isPickedFrom) await closed();
    },
    open: async (file) => {
      await choose('Control+P', file);
      await closed();
      await page.locator('.tab.active', { hasText: file }).waitFor();
    },
    hover: async (text) => {
      const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
      // What is above may still grow, so that the text moves away from under the mouse.
      for (let tries = 0; tries < 10 && !(await hover.isVisible()); tries++) {
        const { x, y } = await middleOf(text);
        // From elsewhere, as a hand does: the editor wants to see the mouse come and rest.
        await page.mouse.move(x + 200, y + 150);
        await page.mouse.move(x, y, { steps: 5 });
        await hover.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      await hover.waitFor();
      return hover;
    },
    clickOn: async (text) => {
      const { x, y } = await middleOf(text);
      await page.mouse.click(x, y);
    },
    quickFixes: async () => {
      const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
      // In a window that has just opened, the editor may not have heard yet who offers fixes.
      for (let tries = 0; tries < 10 && !(await menu.isVisible()); tries++) {
        await page.keyboard.press('Control+.');
        await menu.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      await menu.waitFor();
      return menu;
    },
    squiggles: async (count) => {
      const all = page.locator('.squiggly-warning:visible');
      await expect.poll(() => all.count()).toBe(count);
    },
    undo: async (text) => {
      await page.keyboard.press('Control+Z');
      await line(text).first().waitFor();
    },
    preview: () => page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame'),
    closeTabs: async () => {
      await choose('F1', 'View: Close All Editors');
      await closed();
    },
    screenshot: async (name) => {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${theme}.png`) });
    },
    screenshotOfSideBar: async (name) => {
      const drag = async (from: number, to: number): Promise<void> => {
        await page.mouse.move(from, 400);
        await page.mouse.down();
        await page.mouse.move(to, 400, { steps: 10 });
        await page.mouse.up();
        // Away from what would show a hover.
        await page.mouse.move(to + 300, 700);
      };
      await drag(350, 610);
      const clip = { x: 0, y: 36, width: 1088, height: 304 };
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${theme}.png`), clip });
      await drag(610, 350);
    },
    screenshotOfEditor: async (name) => {
      const clip = { x: 352, y: 36, width: 928, height: 444 };
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${theme}.png`), clip });
    },
  };
}

function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \\u00a0]'));
}
