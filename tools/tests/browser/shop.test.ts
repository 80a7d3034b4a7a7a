import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';

const browser = useBrowser();

// A purchase takes seconds, and longer on a busy machine.
const PURCHASE = { timeout: 60_000 };

async function addToBasket(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search the shop' }).fill(title);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText(/In stock|Only \d+ left/).waitFor();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('link', { name: 'Go to the basket' }).click();
}

async function enterAddress(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Fill in an example' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: /Standard/ }).click();
}

const pay = async (page: Page, digits: string): Promise<void> => {
  await page.getByRole('radio', { name: new RegExp(`ending in ${digits}`) }).click();
  await page.getByRole('button', { name: /^Pay/ }).click();
};

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'customer', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe('the shop', () => {
  it('shows products by category and search', async () => {
    const page = await browser.open('/shop/');
    await page.getByText('Clipper Record Crate').waitFor();
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await compareScreenshot(page, 'shop');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Lamps' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lamps' }).waitFor();
    await page.getByRole('searchbox').fill('harbor bicycle');
    await page.getByRole('link', { name: /Harbor Bicycle Lamp/ }).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: /€/ }).count()).toBe(1);
  });

  it('shows a declined payment to a guest, whose second card succeeds', async () => {
    const page = await browser.open('/shop/', { colorScheme: 'dark' });
    await addToBasket(page, 'Harbor Teapot');
    await expectAccessible(page);
    await enterAddress(page);
    await page.getByLabel('Discount code').fill('WELCOME10');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Discount', { exact: true }).waitFor();
    await pay(page, '0002');
    const alert = page.getByRole('alert').filter({ hasText: 'The payment was declined' });
    await alert.waitFor(PURCHASE);
    await expectAccessible(page);
    await pay(page, '4242');
    await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor(PURCHASE);
    await page.getByRole('link', { name: 'See this purchase’s trace' }).waitFor();
    await expectAccessible(page);
  });

  it('sells to a customer, who finds the order again and cancels it', async () => {
    const page = await browser.open('/shop/', { width: 1920 });
    await signIn(page);
    await addToBasket(page, 'Harbor Notebook');
    await enterAddress(page);
    await pay(page, '0341');
    await page.getByRole('heading', { level: 1, name: 'Your order' }).waitFor(PURCHASE);
    await page.getByRole('status').getByText('placed').waitFor();
    await compareScreenshot(page, 'shop-order');
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'customer' }).click();
    await page.getByRole('menuitem', { name: 'Your orders' }).click();
    await page
      .getByRole('link', { name: /Harbor Notebook/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('status').getByText('canceled').waitFor(PURCHASE);
  });

  it('gives the basket of a guest to the customer who signs in', async () => {
    const page = await browser.open('/shop/');
    await addToBasket(page, 'Harbor Tumbler');
    await signIn(page);
    await page.getByRole('link', { name: 'Harbor Tumbler' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Harbor Tumbler' }).waitFor();
  });

  it('says what to correct in an address', async () => {
    const page = await browser.open('/shop/');
    await addToBasket(page, 'Harbor Tumbler');
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.getByText('Fill in this field.').count()).toBe(4);
    await expectAccessible(page);
  });

  it('leads from the purchase to its trace in the console', async () => {
    const page = await browser.open('/shop/');
    await addToBasket(page, 'Harbor Lantern');
    await enterAddress(page);
    await pay(page, '4242');
    await page.getByRole('link', { name: 'See this purchase’s trace' }).click(PURCHASE);
    await page.getByText('POST /checkout/sessions/{sessionId}/complete').first().waitFor(PURCHASE);
  });
});
