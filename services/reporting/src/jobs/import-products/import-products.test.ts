import { describe, expect, it } from '@jest/globals';
import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import fc from 'fast-check';
import { categoryId, toCsv, generated, HEADER, toRow } from '../../../test/catalog-file.ts';
import { inMemoryReportsBucket } from '../../../test/in-memory-reports-bucket.ts';
import type { Catalog } from '../../gateways/catalog.ts';
import { importProducts, type ImportCheckpoint } from './import-products.ts';

const JOB_ID = 'job_1';
const SEGMENT_ROWS = 7;

/** Accepts products of the ten generated categories, and crashes at the calls in `crashes`. */
function dyingCatalog(crashes: ReadonlySet<number>) {
  const products = new Map<string, ImportedProduct>();
  let calls = 0;
  const catalog: Catalog = {
    async importProducts(batch) {
      calls += 1;
      const taken = batch.filter(({ categoryId: id }) => /^cat_0+\d+$/.test(id));
      // A crash after all or half of the work, before the response.
      const done = crashes.has(calls) ? taken.slice(0, Math.floor(taken.length / 2)) : taken;
      for (const product of done) products.set(product.sku, product);
      if (crashes.has(calls)) throw new Error('The task crashed.');
      return batch
        .filter((product) => !taken.includes(product))
        .map(({ sku }): RejectedProduct => ({ sku, code: 'category.unknown', detail: 'Unknown.' }));
    },
  };
  return { catalog, products };
}

/** Runs the import with another task after each crash until it ends. */
async function imported(file: string, crashes: readonly number[] = []) {
  const bucket = inMemoryReportsBucket();
  await bucket.write('uploads/a.csv', file, 'text/csv');
  const { catalog, products } = dyingCatalog(new Set(crashes));
  const job = importProducts({ bucket, catalog, segmentRows: SEGMENT_ROWS });
  const input = { key: 'uploads/a.csv', ...(await bucket.inspect('uploads/a.csv'))! };
  const { signal } = new AbortController();
  let checkpoint: ImportCheckpoint | undefined;
  const report = async (reported: { checkpoint: ImportCheckpoint }) => void ({ checkpoint } = reported);
  for (;;) {
    try {
      const result = await job.run({ jobId: JOB_ID, input, checkpoint, signal, report });
      return {
        result,
        products,
        errors: bucket.text(`results/${JOB_ID}/errors.csv`),
      };
    } catch (error) {
      if ((error as Error).message !== 'The task crashed.') throw error;
    }
  }
}

const goodRows = (count: number) => Array.from({ length: count }, (_, n) => toRow(generated(n)));
const refusal = (file: string) =>
  imported(file).then(
    () => 'imported',
    (error: { code: string }) => error.code,
  );

describe('importProducts', () => {
  it('applies every row of a valid file, and creates no error file', async () => {
    const { result, products, errors } = await imported(toCsv(goodRows(30)));
    expect(result).toEqual({ files: [], facts: { rowsApplied: 30, rowsRejected: 0 } });
    expect([...products.values()].toSorted((a, b) => a.price.amount - b.price.amount)).toEqual(
      Array.from({ length: 30 }, (_, n) => generated(n)),
    );
    expect(errors).toBeUndefined();
  });

  it('reports the line, columns and reasons of each invalid row, and applies the others', async () => {
    const file = toCsv([
      toRow(generated(1)),
      ['', 'No SKU', 'Text', categoryId(1), '12.50', 'EUR', ''],
      ['SHORT', 'Four', 'fields', categoryId(1)],
      toRow({ ...generated(2), categoryId: `cat_${'z'.repeat(36)}` }),
    ]);
    const { result, products, errors } = await imported(`${file}"never closed,a,b\n`);
    expect(result.facts).toEqual({ rowsApplied: 1, rowsRejected: 4 });
    expect([...products.keys()]).toEqual(['GEN-1']);
    expect(errors!.split('\r\n')).toEqual([
      'line,column,code,reason',
      '3,sku,row.invalid,"must be 1 to 64 alphanumeric characters or . _ - /, starting with an alphanumeric character"',
      '3,price,row.invalid,"must be a whole number of minor units: 1990 for 19.90"',
      '4,,row.malformed,"The row has 4 fields, but the header has 7."',
      '5,categoryId,category.unknown,"Unknown."',
      '6,,row.malformed,"A quoted field is not closed."',
      '',
    ]);
    expect(result.files).toMatchObject([{ name: 'errors.csv', bytes: Buffer.byteLength(errors!) }]);
  });

  it('applies the last row of a SKU', async () => {
    const rows = [1, 2, 3].map((amount) => toRow({ ...generated(1), price: { amount, currency: 'EUR' } }));
    const { products, result } = await imported(toCsv(rows));
    expect(products.get('GEN-1')?.price.amount).toBe(3);
    expect(result.facts).toEqual({ rowsApplied: 3, rowsRejected: 0 });
  });

  it.each([
    ['nothing', '', 'import.empty'],
    ['a header alone', toCsv([]), 'import.empty'],
    ['a column missing', toCsv([['1']], ['sku']), 'import.header-invalid'],
    ['a column that is none', toCsv([], [...HEADER, 'weight']), 'import.header-invalid'],
    ['a column twice', toCsv([], [...HEADER, 'sku']), 'import.header-invalid'],
    ['semicolons', HEADER.join(';'), 'import.header-invalid'],
    ['a workbook', 'PK\u0003\u0004abc', 'import.not-csv'],
    ['UTF-16', Buffer.from('\uFEFFsku,title\n', 'utf16le').toString('latin1'), 'import.not-csv'],
  ])('of a file with %s fails', async (_, file, code) => {
    const bytes = file.startsWith('ÿþ') ? Buffer.from(file, 'latin1') : Buffer.from(file);
    expect(await refusal(bytes as never)).toBe(code);
  });

  it('has the same result wherever its tasks stop', async () => {
    const product = fc.record({
      n: fc.nat(20),
      amount: fc.constantFrom('1', '2', 'dear'),
      category: fc.constantFrom(categoryId(1), categoryId(2), `cat_${'z'.repeat(36)}`),
    });
    const rows = fc.array(product, { minLength: 1, maxLength: 60 });
    const crashes = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, crashes, async (written, dying) => {
        const file = toCsv(
          written.map(({ n, amount, category }) => [`S-${n}`, 'Lamp', 'Text', category, amount, 'EUR', '']),
        );
        const [whole, broken] = [await imported(file), await imported(file, dying)];
        expect(broken.products).toEqual(whole.products);
        expect(broken.errors).toEqual(whole.errors);
        expect(broken.result).toEqual(whole.result);
      }),
    );
  });
});
