import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const client = new DynamoDBClient({
  endpoint: testedSystem().endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

let tables: readonly string[] = [];
const tableOf = (service: string, name: string) =>
  tables.find((table) => table.startsWith(`tradewind-${service}-local-${name}-`)) ?? '';

beforeAll(async () => {
  tables = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
});
afterAll(() => client.destroy());

describe('an item', () => {
  const Key = { id: { S: 'browser-test' } };
  const stored = { ...Key, count: { N: '1' }, note: { S: 'first' } };
  const put = (change: object = {}) =>
    client.send(new PutItemCommand({ TableName: limits(), Item: { ...stored, ...change } }));
  const get = async () => (await client.send(new GetItemCommand({ TableName: limits(), Key }))).Item;
  const limits = () => tableOf('notifications', 'LimitsTable');

  /** Queries the item by its key and opens it. */
  async function openItem(): Promise<Page> {
    const page = await browser.open(`/data/tables/${limits()}`);
    page.setDefaultTimeout(30_000);
    await page.getByText('Query', { exact: true }).first().click();
    await page.getByLabel('id =').fill('browser-test');
    await page.getByRole('button', { name: 'Query' }).click();
    await page.getByRole('row').filter({ hasText: 'browser-test' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    return page;
  }
  async function edit(page: Page, note: string) {
    const editor = page.getByLabel('Item as JSON');
    await editor.fill((await editor.inputValue()).replace('first', note));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: 'Save the changes?' }).getByText(note).waitFor();
    await page.getByRole('button', { name: 'Save the changes' }).click();
  }

  it('is edited after the changes were shown', async () => {
    await put();
    const page = await openItem();
    await expectAccessible(page);
    await edit(page, 'edited in the browser');
    await page.getByText('The item was saved.').waitFor();
    expect(await get()).toEqual({ ...stored, note: { S: 'edited in the browser' } });
  });

  it('is not overwritten if it was changed meanwhile', async () => {
    await put();
    const page = await openItem();
    await put({ count: { N: '2' } });
    await edit(page, 'would overwrite');
    await page.getByText('The item was changed meanwhile').waitFor();
    await expectAccessible(page);
    expect(await get()).toEqual({ ...stored, count: { N: '2' } });
    await page.getByRole('button', { name: 'Load the current item' }).click();
    await page.getByRole('region', { name: 'item' }).getByText('2').waitFor();
  });

  it('is deleted only after a confirmation', async () => {
    await put();
    const page = await openItem();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    expect(await get()).toEqual(stored);
    await page.getByRole('button', { name: 'Delete the item' }).click();
    await page.getByText('The item was deleted.').waitFor();
    expect(await get()).toBeUndefined();
  });
});

describe('the data pages', () => {
  it('show a table with its items and changes', async () => {
    const page = await browser.open(`/data/tables/${tableOf('catalog', 'ProductsTable')}`);
    await page.getByText(/\d+ items of \d+ read/).waitFor();
    await expectAccessible(page);
    await compareScreenshot(page, 'console-data');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('insert').first().waitFor();
    await expectAccessible(page);
  });

  it('mask secrets until they are revealed', async () => {
    const page = await browser.open('/data/parameters');
    await page.getByLabel('Filter by name').fill('seeded-staff');
    await page.getByRole('row').filter({ hasText: 'seeded-staff-authenticator-secret' }).click();
    await page.getByText('••••••••').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText('••••••••').waitFor({ state: 'detached' });
  });

  it('sign in a seeded user', async () => {
    const page = await browser.open('/data/users');
    await page.getByRole('row').filter({ hasText: 'second-customer@tradewind.example' }).click();
    await page.getByRole('button', { name: 'Get a token' }).click();
    await page.getByText(/^eyJ/).waitFor();
    await expectAccessible(page);
  });

  it('show the objects of a bucket', async () => {
    const page = await browser.open('/data/buckets');
    await page.getByRole('navigation', { name: 'Buckets' }).getByRole('link', { name: 'images' }).click();
    await page.getByRole('table', { name: 'Objects' }).waitFor();
    await expectAccessible(page);
  });
});
