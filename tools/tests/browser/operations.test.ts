import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const { apiUrl } = testedSystem();

async function call<Result>(
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const response = await fetch(`${apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Result;
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Completes a checkout with the token and returns the id of its order. */
async function buy(token: string): Promise<string> {
  const { items: products } = await call<{ items: { productId: string }[] }>('/catalog/products?limit=10');
  const session = await call<{ sessionId: string; sessionToken: string }>('/checkout/sessions', {
    lineItems: [{ productId: products[4]!.productId, quantity: 1 }],
    email: 'guest@example.com',
    shippingAddress: {
      name: 'Guest',
      line1: 'Main Street 1',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    },
    shippingOption: 'standard',
  });
  const { orderId } = await call<{ orderId: string }>(
    `/checkout/sessions/${session.sessionId}/complete`,
    { payment: { token } },
    { 'session-token': session.sessionToken, prefer: 'wait=10' },
  );
  return orderId;
}

const state = (page: Page, name: string, outcome: string) =>
  page.locator('.react-flow__node').and(page.getByLabel(`${name}, ${outcome}`, { exact: true }));

describe('workflows', () => {
  let declined: string;
  beforeAll(async () => {
    declined = await buy('tok_declined');
  });

  it('finds the saga of a declined payment and draws it on the graph of its state machine', async () => {
    const page = await browser.open('/workflows?machine=PlaceOrder', { width: 1920 });
    await page.getByLabel('Search executions by name').fill(declined);
    await page.getByRole('table', { name: 'Executions' }).getByText(declined).click();
    await page.getByRole('heading', { level: 1, name: 'PlaceOrder' }).waitFor();

    await state(page, 'AuthorizePayment', 'caught').waitFor();
    for (const name of ['VoidPayment', 'ReleaseStock', 'RejectOrder', 'ReopenCheckout'])
      await state(page, name, 'succeeded').waitFor();
    for (const name of ['CapturePayment', 'PlaceOrder', 'CloseCheckout'])
      await state(page, name, 'not entered').waitFor();
    await compareScreenshot(page, 'workflows');
    await expectAccessible(page);

    await state(page, 'AuthorizePayment', 'caught').click();
    const details = page.getByRole('region', { name: 'Details', exact: true });
    await details.getByRole('heading', { name: 'AuthorizePayment' }).waitFor();
    await details.getByText('payment.declined').first().waitFor();

    await page.getByText('Path taken', { exact: true }).click();
    await state(page, 'ReopenCheckout', 'succeeded').waitFor();
    expect(await state(page, 'CapturePayment', 'not entered').count()).toBe(0);
  });

  it('lists the events of an execution', async () => {
    const page = await browser.open('/workflows?machine=PlaceOrder');
    await page.getByRole('table', { name: 'Executions' }).getByText(declined).click();
    await page.getByRole('tab', { name: /^Events/ }).click();
    await page.getByRole('table', { name: 'Events' }).getByText('ExecutionStarted').click();
    await page.getByRole('dialog').getByText('"executionStartedEventDetails"').waitFor();
  });

  it('shows tasks on ECS without a violation', async () => {
    const page = await browser.open('/workflows?tab=tasks', { colorScheme: 'dark' });
    await page.getByRole('tab', { name: 'Tasks on ECS', selected: true }).waitFor();
    await expectAccessible(page);
  });
});

describe('alarms and metrics', () => {
  it('shows why an alarm has its state, and its runbook', async () => {
    const page = await browser.open('/alarms', { width: 1920 });
    await page.getByLabel('Search alarms').fill('orders-local-critical');
    const details = page.getByRole('region', { name: 'Alarm', exact: true });
    await details.getByText('tradewind-orders-local-critical', { exact: true }).waitFor();
    await compareScreenshot(page, 'alarms');
    await expectAccessible(page);
  });

  it('sets the state of an alarm until the next evaluation and keeps it in the history', async () => {
    const page = await browser.open('/alarms?alarm=tradewind-catalog-local-critical');
    const details = page.getByRole('region', { name: 'Alarm', exact: true });
    await details.getByRole('button', { name: 'Set the state' }).click();
    await page.getByRole('menuitem', { name: 'In alarm' }).click();
    await details.getByText('Alarm updated from OK to ALARM').first().waitFor();
    await details.getByText('Alarm updated from ALARM to OK').first().waitFor();
  });

  it('draws the deployed dashboards from local metrics', async () => {
    await buy('tok_success');
    const page = await browser.open('/alarms?tab=dashboards', { width: 1920 });
    const funnel = page.getByRole('region', { name: 'Checkout funnel' });
    await funnel.getByText('sessions').waitFor();
    await page.getByRole('img', { name: /^Checkouts: submitted \d/ }).waitFor();
    await compareScreenshot(page, 'dashboards');
    await expectAccessible(page);
  });

  it('counts log events and links their traces', async () => {
    const page = await browser.open('/alarms?tab=log-events', { colorScheme: 'dark' });
    await page.getByLabel('Search log events').fill('order.placed');
    const row = page.getByRole('row', { name: /order\.placed/ });
    expect(await row.getByRole('link', { name: 'Find' }).getAttribute('href')).toBe(
      '/traces?text=order.placed',
    );
    await expectAccessible(page);
  });
});

describe('access', () => {
  it('shows which permissions of a role were called', async () => {
    const page = await browser.open('/access', { width: 1920 });
    await page.getByLabel('Search roles').fill('place-order');
    await page.getByRole('table', { name: 'Roles' }).getByText('place-order').first().click();
    await page
      .getByRole('region', { name: 'Role', exact: true })
      .getByText('orders.OrdersTable')
      .first()
      .waitFor();
    await compareScreenshot(page, 'access');
    await expectAccessible(page);
  });
});
