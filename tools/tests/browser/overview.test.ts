import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { buy } from './harness/buy.ts';
import { compareScreenshot } from './harness/screenshot.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const { apiUrl, consoleUrl } = testedSystem();

interface Graph {
  readonly nodes: readonly { readonly id: string; readonly kind: string }[];
}

describe('the overview', () => {
  beforeAll(() => buy(apiUrl));

  it('draws all services with live rates', async () => {
    const page = await browser.open('/');
    for (const service of ['catalog', 'checkout', 'orders', 'payments', 'notifications'])
      await page.getByRole('link', { name: new RegExp(`service ${service}`) }).waitFor();
    await page
      .getByText(/^[\d.]+k?\/min$/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await compareScreenshot(page, 'overview');
  });

  it('leads into a service, and from a table to its data, with the keyboard', async () => {
    const page = await browser.open('/');
    await page.getByRole('link', { name: /service orders/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/?service=orders');
    const table = page.getByRole('link', { name: /table OrdersTable/ });
    await table.waitFor();
    await expectAccessible(page);
    await compareScreenshot(page, 'overview-service');
    await table.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/data/tables/*OrdersTable*');
  });

  it('lists the same as a table, with a row for each function', async () => {
    const graph = (await (await fetch(`${consoleUrl}/api/graph`)).json()) as Graph;
    const functions = graph.nodes.filter(({ id, kind }) => kind === 'function' && id.startsWith('orders/'));
    const page = await browser.open('/?service=orders&view=list');
    const rows = page.getByRole('table', { name: 'Architecture' }).getByRole('row');
    await rows.nth(1).waitFor();
    expect(functions.length).toBeGreaterThan(0);
    expect(
      await rows.filter({ has: page.getByRole('cell', { name: 'function', exact: true }) }).count(),
    ).toBe(functions.length);
    await expectAccessible(page);
  });

  it('is accessible in dark colors', async () => {
    const page = await browser.open('/', { colorScheme: 'dark', width: 1920 });
    await page.getByRole('link', { name: /service orders/ }).waitFor();
    await expectAccessible(page);
  });
});
