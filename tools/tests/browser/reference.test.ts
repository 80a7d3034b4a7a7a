import { describe, it } from '@jest/globals';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';

// Fails for each request to another host.
const browser = useBrowser();

// Redoc renders all operations at once.
const RENDERED = { timeout: 60_000 };

describe('the API reference', () => {
  it.each(['light', 'dark'] as const)('shows every service with code samples, %s', async (colorScheme) => {
    const page = await browser.open('/reference', { colorScheme, width: 1920 });
    await page.getByRole('heading', { name: 'Create a checkout session' }).waitFor(RENDERED);
    for (const service of ['catalog', 'checkout', 'orders', 'reporting'])
      await page
        .getByRole('menuitem', { name: new RegExp(`^${service}`, 'i') })
        .first()
        .waitFor();
    // Redoc renders one operation after another.
    await page
      .getByText('createTradewind')
      .nth(40)
      .waitFor({ ...RENDERED, state: 'attached' });
    await expectAccessible(page);
  });

  it('opens an operation by its link', async () => {
    const page = await browser.open('/reference/#tag/Orders/operation/cancelOrder');
    const heading = page.getByRole('heading', { name: 'Cancel an order' });
    await heading.waitFor(RENDERED);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('h2')].some(
        (each) =>
          each.innerText.startsWith('Cancel an order') && Math.abs(each.getBoundingClientRect().top) < 600,
      ),
    );
  });

  it('has a page for each guide', async () => {
    const page = await browser.open('/reference/guides/errors.html');
    await page.getByRole('heading', { level: 1, name: 'Errors' }).waitFor();
    await page.getByText('checkout.insufficient-stock').first().waitFor();
    await compareScreenshot(page, 'reference-errors');
    for (const guide of ['Authentication', 'Idempotency', 'Paging', 'Webhooks', 'Versions']) {
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: guide }).click();
      await page.getByRole('heading', { level: 1, name: guide }).waitFor();
      await expectAccessible(page);
    }
  });
});
