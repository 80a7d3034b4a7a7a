import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { waitUntil } from '#libs/testing';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { type Purchase, buy } from './harness/buy.ts';
import { compareScreenshot } from './harness/screenshot.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const { apiUrl, consoleUrl } = testedSystem();

/** Waits until the email of a purchase was sent: then its trace is whole. */
const wholeTrace = (correlationId: string): Promise<true> =>
  waitUntil(async () => {
    const answer = await fetch(`${consoleUrl}/api/traces/${correlationId}`);
    const text = await answer.text();
    if (text.includes('email.sent') && text.includes('"status":"ok"')) return true;
    throw new Error(`No email in the trace ${correlationId}: ${text.slice(0, 500)}`);
  });

/** Lets the page show what scrolling brought into view. */
const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );

/** The names of the rows in view, after scrolling to the row with a text. */
async function findRow(page: Page, name: string): Promise<void> {
  const tree = page.getByRole('treegrid');
  await tree.evaluate((element) => element.scrollTo({ top: 0 }));
  for (let step = 0; step < 60; step++) {
    if ((await tree.getByRole('row').filter({ hasText: name }).count()) > 0) return;
    await tree.evaluate((element) => element.scrollBy({ top: element.clientHeight * 0.8 }));
    await nextFrame(page);
  }
  throw new Error(`The trace has no row "${name}".`);
}

describe('the traces', () => {
  let purchase: Purchase;

  beforeAll(async () => {
    purchase = await buy(apiUrl);
    await wholeTrace(purchase.correlationId);
  });

  it('finds a purchase by its order and shows it from the request to the email', async () => {
    const page = await browser.open(`/traces?orderId=${purchase.orderId}`);
    const link = page.getByRole('link', { name: /POST \/checkout\/sessions\/\{sessionId\}\/complete/ });
    await link.click();
    await page.getByRole('button', { name: `Copy correlation id ${purchase.correlationId}` }).waitFor();
    // The request, the reader of the stream, the saga, a function of another service, the email, and log lines in place.
    for (const row of [
      'complete-session',
      'publish-submissions',
      'PlacementsQueue',
      'PlaceOrderStateMachine',
      'CapturePayment',
      'capture-payment',
      'payment.captured',
      'send-email',
      'SendEmail',
      'email.sent',
    ])
      await findRow(page, row);
    await expectAccessible(page);
    await page.getByRole('treegrid').evaluate((element) => element.scrollTo({ top: 0 }));
    await compareScreenshot(page, 'trace');
  });

  it('moves, folds and shows details with the keyboard only', async () => {
    const page = await browser.open(`/traces/${purchase.correlationId}`);
    const tree = page.getByRole('treegrid');
    await tree.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { level: 2 }).waitFor();
    const before = Number(await tree.getAttribute('aria-rowcount'));
    await page.keyboard.press('ArrowLeft');
    await tree.getByRole('row', { expanded: false }).first().waitFor();
    expect(Number(await tree.getAttribute('aria-rowcount'))).toBeLessThan(before);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Details' }).waitFor({ state: 'detached' });
    expect(Number(await tree.getAttribute('aria-rowcount'))).toBe(before);
  });

  it('hides log lines and keeps that in the URL', async () => {
    const page = await browser.open(`/traces/${purchase.correlationId}`);
    const tree = page.getByRole('treegrid');
    await tree.getByRole('row').nth(2).waitFor();
    const before = Number(await tree.getAttribute('aria-rowcount'));
    await page.getByRole('switch', { name: 'Log lines' }).click();
    await page.waitForURL(/lines=hidden/);
    expect(Number(await tree.getAttribute('aria-rowcount'))).toBeLessThan(before);
  });

  it('lists new traces live, and filters by status and text in the URL', async () => {
    const page = await browser.open('/traces');
    const table = page.getByRole('table', { name: 'Traces' });
    await table.getByRole('row').nth(1).waitFor();
    await fetch(`${apiUrl}/orders/ord_unknown`);
    await table
      .getByRole('row')
      .filter({ hasText: '/orders/{orderId}' })
      .filter({ hasText: '401' })
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Order', exact: true }).fill(purchase.orderId);
    await page.waitForURL(new RegExp(`orderId=${purchase.orderId}`));
    await table.getByRole('row').filter({ hasText: '401' }).first().waitFor({ state: 'detached' });
    await table.getByRole('link').first().waitFor();
    await expectAccessible(page);
  });

  it('shows the list as in its screenshot', async () => {
    const page = await browser.open('/traces');
    await page.getByRole('table', { name: 'Traces' }).getByRole('row').nth(3).waitFor();
    await compareScreenshot(page, 'traces');
  });

  it('leads from a log line to its trace', async () => {
    const page = await browser.open(`/traces/logs?event=email.sent&correlationId=${purchase.correlationId}`);
    const line = page.getByRole('listbox', { name: 'Log lines' }).getByRole('option').first();
    await line.click();
    await expectAccessible(page);
    await compareScreenshot(page, 'logs');
    await page.getByRole('link', { name: 'Open the trace' }).click();
    await page.waitForURL(`**/traces/${purchase.correlationId}`);
  });

  it('is accessible in dark colors', async () => {
    for (const path of ['/traces', '/traces/logs', `/traces/${purchase.correlationId}`]) {
      const page = await browser.open(path, { colorScheme: 'dark', width: 1920 });
      await page.getByRole('row').or(page.getByRole('option')).nth(2).waitFor();
      await expectAccessible(page);
    }
  });
});
