import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';

const browser = useBrowser();

async function choose(page: Page, search: string, operation: string): Promise<void> {
  await page.getByLabel('Search operations').fill(search);
  await page.getByRole('link', { name: operation }).click();
  await page.getByRole('heading', { level: 2, name: operation }).waitFor();
}

async function sendAs(page: Page, user: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Send as' }).click();
  await page.getByRole('option', { name: user, exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

describe('the API explorer', () => {
  it('sends a request as staff about a product of an earlier answer, and shows answer and trace', async () => {
    const page = await browser.open('/explorer', { width: 1920 });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('200 OK').waitFor();
    await choose(page, 'post adjustments', 'Create a stock adjustment');
    expect(await page.getByRole('combobox', { name: 'productId' }).inputValue()).toBe(
      'prd_000000000000000000000000000000000200',
    );
    await sendAs(page, 'staff');
    await page.getByText('201 Created').waitFor();
    await page.getByRole('region', { name: 'Body of the answer' }).getByText('"adjustmentId"').waitFor();
    await page.getByRole('list').getByText('create-adjustment').first().waitFor();
    await compareScreenshot(page, 'explorer');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open the trace' }).click();
    await page.getByText('POST /inventory/stock/{productId}/adjustments').first().waitFor();
  });

  it('shows the problem of a caller who is not allowed', async () => {
    const page = await browser.open('/explorer?operation=createCategory', { colorScheme: 'dark' });
    await page.getByText('The operation does not accept this caller.').waitFor();
    await sendAs(page, 'customer');
    await page.getByText('401 Unauthorized').waitFor();
    await page.getByText('"auth.unauthorized"').waitFor();
    await expectAccessible(page);
  });

  it('validates the body while it is written', async () => {
    const page = await browser.open('/explorer?operation=createSession');
    const body = page.getByLabel('Body · NewSession');
    await body.fill('{ "lineItems": [{ "productId": "prd_1", "quantity": 0 }], "color": "red" }');
    await page.getByText('/lineItems/0/quantity').waitFor();
    await page.getByText('must not have the property color').waitFor();
    await body.fill('{ "lineItems": ');
    await page.getByText('This is no JSON. It is sent as it is.').waitFor();
  });

  it('sends a request of the history again', async () => {
    const page = await browser.open('/explorer');
    await page.getByRole('combobox', { name: 'limit' }).fill('3');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('200 OK').waitFor();
    await choose(page, 'list categories', 'List categories');
    await page.getByRole('button', { name: /catalog\/products\?limit=3/ }).click();
    await page.getByRole('heading', { level: 2, name: 'List products' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'limit' }).inputValue()).toBe('3');
  });
});
