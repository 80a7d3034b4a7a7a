import { describe, expect, it } from '@jest/globals';
import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { categoryId, toCsv, generated, HEADER, toRow } from '../../../test/catalog-file.ts';
import { inMemoryReportsBucket } from '../../../test/in-memory-reports-bucket.ts';
import type { Catalog } from '../../gateways/catalog.ts';
import { importProducts, type ImportCheckpoint } from './import-products.ts';

/** One line of text, as a SKU. */
const isLine = (text: string) =>
  text === text.trim() && /^(?=.*[\p{L}\p{N}\p{S}\p{P}])[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}]+$/u.test(text);

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
      '3,sku,row.invalid,"must have 1 to 64 characters in one line, without control characters"',
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
    ['other separators', HEADER.join('|'), 'import.header-invalid'],
    ['a workbook', 'PK\u0003\u0004abc', 'import.not-csv'],
    ['UTF-16', Buffer.from('\uFEFFsku,title\n', 'utf16le').toString('latin1'), 'import.not-csv'],
    ['UTF-16 without a byte order mark', Buffer.from('sku,title\n', 'utf16le').toString(), 'import.not-csv'],
  ])('of a file with %s fails', async (_, file, code) => {
    const bytes = file.startsWith('ÿþ') ? Buffer.from(file, 'latin1') : Buffer.from(file);
    expect(await refusal(bytes as never)).toBe(code);
  });

  it('applies the same products from every dialect of spreadsheets', async () => {
    const sku = fc.oneof(
      fc.constantFrom(
        '123456 Oaktree',
        '30612190-5233-8 16½',
        'Größe-42',
        'A+B',
        '50%-OFF',
        'a,b;c',
        '"x"',
        '😀',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => isLine(text)),
    );
    const written = fc.uniqueArray(sku, {
      minLength: 1,
      maxLength: 10,
      selector: (text) => text.normalize('NFC'),
    });
    const dialect = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      record_delimiter: fc.constantFrom('\n', '\r\n', '\r'),
      bom: fc.boolean(),
      quoted: fc.boolean(),
      quoted_match: fc.constant(/[\r\n]/),
    });
    const space = fc.constantFrom('', ' ', '  ', '\u00A0');
    await fc.assert(
      fc.asyncProperty(written, dialect, space, async (skus, options, spaces) => {
        const products = skus.map((each, n) => ({ ...generated(n), sku: each.normalize('NFC') }));
        const header = HEADER.map((name) => `${spaces}${name}${spaces}`);
        const rows = products.map((product) => toRow(product).map((text) => `${text}${spaces}`));
        const { result, products: applied } = await imported(stringify([header, ...rows], options));
        expect(result.facts).toEqual({ rowsApplied: products.length, rowsRejected: 0 });
        expect(new Map(applied)).toEqual(new Map(products.map((product) => [product.sku, product])));
      }),
    );
  });

  it('rejects each row that is not UTF-8, with its line and the reason', async () => {
    const file = Buffer.from(
      toCsv([toRow(generated(1)), toRow({ ...generated(2), title: 'Größe' })]),
      'latin1',
    );
    const { result, errors } = await imported(file as never);
    expect(result.facts).toEqual({ rowsApplied: 1, rowsRejected: 1 });
    expect(errors).toContain('3,,row.malformed,"The text is not encoded in UTF-8.');
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
