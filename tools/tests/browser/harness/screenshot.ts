import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const folder = join(workspaceRoot, 'docs/images');
const outlineFile = join(folder, 'outlines.json');

/**
 * Compares the page with the screenshot of the docs, `docs/images/NAME.png`. Pixels differ on each machine and with each
 * id, so the outline is compared: the headings, tabs, columns and links to areas that the screenshot showed.
 * `npm run test:browser -- --screenshots` writes both again.
 *
 * @throws Error if the page has another outline than its screenshot
 */
export async function compareScreenshot(page: Page, name: string): Promise<void> {
  const outline = await page.evaluate(readOutline);
  const outlines = readOutlines();
  const image = join(folder, `${name}.png`);
  if (process.env['WRITE_SCREENSHOTS'] !== undefined) {
    mkdirSync(dirname(image), { recursive: true });
    writeFileSync(image, await page.screenshot());
    const all = Object.entries({ ...outlines, [name]: outline }).toSorted(([a], [b]) => a.localeCompare(b));
    writeFileSync(outlineFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
    return;
  }
  const expected = outlines[name];
  if (existsSync(image) && JSON.stringify(expected) === JSON.stringify(outline)) return;
  throw new Error(
    `docs/images/${name}.png shows an earlier page. Write it again: npm run test:browser -- --screenshots\n` +
      `The screenshot shows ${JSON.stringify(expected)}\nThe page shows ${JSON.stringify(outline)}`,
  );
}

const readOutlines = (): Readonly<Record<string, readonly string[]>> =>
  existsSync(outlineFile) ? JSON.parse(readFileSync(outlineFile, 'utf8')) : {};

/** Runs in the page. What it reads must not depend on ids, times or counts: digits are left out. */
function readOutline(): string[] {
  const elements = document.querySelectorAll<HTMLElement>('h1, h2, h3, [role=tab], th, nav a');
  const texts = [...elements].map(({ innerText }) => innerText.replaceAll(/[\d↑↓]+/g, '').trim());
  return [...new Set(texts.filter((text) => text !== ''))];
}
