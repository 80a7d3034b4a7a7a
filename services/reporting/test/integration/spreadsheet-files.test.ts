import { expect, it } from '@jest/globals';
import type { ImportedProduct } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { stringify } from 'csv-stringify/sync';
import { HEADER } from '../catalog-file.ts';
import { ended, uploaded } from '../import-jobs.ts';

const cloud = runningCloud();
const SKUS = ['123456 Oaktree', '30612190-5233-8 16½', 'Größe-42', 'A+B', '50%-OFF', 'a;b,"c"', 'Zoë 😀'];

async function imported(csv: string) {
  const headers = { 'Idempotency-Key': newId('key') };
  const body = { uploadId: await uploaded(csv) };
  const { body: job } = await cloud.call('POST', '/reporting/imports', { as: 'staff', headers, body });
  return ended(job.jobId);
}

const listed = async (categoryId: string) =>
  (await cloud.call('GET', `/catalog/products?categoryId=${categoryId}&limit=100`)).body.items;

it('imports a file as spreadsheets write it, and changes nothing when the products are exported and imported again', async () => {
  const category = { name: newId('sheets'), description: 'Filled from a spreadsheet.' };
  const { body } = await cloud.call('POST', '/catalog/categories', { as: 'staff', body: category });
  const { categoryId } = body;
  const prefix = newId('sku').slice(4, 20);
  const rows = SKUS.map((sku) => [`${prefix} ${sku}`, 'Lamp', 'A lamp.', categoryId, '1990', 'EUR', 'oak']);
  const spaced = HEADER.map((name) => ` ${name} `);
  const macFile = stringify([spaced, ...rows], { delimiter: ';', record_delimiter: '\r', bom: true });
  expect(await imported(macFile)).toMatchObject({
    status: 'succeeded',
    result: { facts: { rowsApplied: SKUS.length, rowsRejected: 0 } },
  });

  const products = await listed(categoryId);
  expect(products.map(({ sku }: { sku: string }) => sku).toSorted()).toEqual(
    rows.map(([sku]) => sku).toSorted(),
  );
  for (const { productId } of products)
    expect((await cloud.call('GET', `/catalog/products/${productId}`)).status).toBe(200);

  const exported = products.map((product: ImportedProduct) => {
    const { sku, title, description, price, attributes } = product;
    return [sku, title, description, categoryId, price.amount, price.currency, attributes['material']];
  });
  const windowsFile = stringify([HEADER, ...exported], {
    delimiter: '\t',
    record_delimiter: '\r\n',
    quoted: true,
  });
  expect((await imported(windowsFile)).result.facts).toEqual({ rowsApplied: SKUS.length, rowsRejected: 0 });
  expect(await listed(categoryId)).toEqual(products);
});
