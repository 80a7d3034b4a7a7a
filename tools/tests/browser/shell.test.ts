import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const { consoleUrl } = testedSystem();

/** `fetch` sets the Host and Origin headers itself. */
const get = (path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(`${consoleUrl}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the console', () => {
  it('is connected to the local cloud and links every area', async () => {
    const page = await browser.open('/');
    await page.getByRole('status').getByText('live').waitFor();
    const areas = await page.getByRole('navigation', { name: 'Areas' }).getByRole('link').allInnerTexts();
    expect(areas).toEqual([
      'Overview',
      'Traces',
      'API explorer',
      'Data',
      'Messages',
      'Workflows',
      'Alarms and metrics',
      'Access',
    ]);
    for (const area of areas) {
      await page.getByRole('link', { name: area, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: area }).waitFor();
    }
  });

  it('goes to an area with the keyboard only', async () => {
    const page = await browser.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+K');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await page.keyboard.type('workflow');
    // Until only the matches are left, Enter would choose another area.
    await page.getByRole('dialog').getByText('Overview').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Workflows/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
  });

  it('moves the focus past the navigation', async () => {
    const page = await browser.open('/data');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
  });

  it('keeps the color scheme that was chosen', async () => {
    const page = await browser.open('/');
    await page.getByRole('button', { name: 'Use dark colors' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Use light colors' }).waitFor();
    await expectAccessible(page);
  });

  it('shows a link to the overview for an unknown path', async () => {
    const page = await browser.open('/nothing');
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  it('refuses requests of other hosts and sites', async () => {
    expect(await get('/api/system', {})).toBe(200);
    expect(await get('/api/system', { host: 'evil.example' })).toBe(403);
    expect(await get('/', { host: 'evil.example:3001' })).toBe(403);
    expect(await get('/api/events', { origin: 'https://evil.example' })).toBe(403);
  });
});
