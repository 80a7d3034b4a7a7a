import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parseCsv, readPreview } from './read-preview.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

describe('parseCsv', () => {
  it('reads what a CSV library writes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é') });
    const records = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 5 }))
      // An empty line is no record.
      .map((all) => all.filter((record) => record.join('') !== '' || record.length > 1));
    fc.assert(
      fc.property(records, (all) => {
        expect(parseCsv(stringify(all))).toEqual(all);
      }),
    );
  });
});

describe('readPreview', () => {
  it('shows the first rows of CSV', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`prd_${index}`, '"tea", black']);
    const preview = await readPreview('csv', bytes(stringify([['id', 'title'], ...rows])));
    expect(preview).toMatchObject({
      columns: [{ name: 'id' }, { name: 'title' }],
      summary: '60 rows, the first 50 shown',
    });
    expect(preview).toHaveProperty('rows.length', 50);
  });

  it('shows schema and rows of Parquet', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'orderId', data: ['ord_1', 'ord_2'], type: 'STRING' },
        { name: 'total', data: [5990n, 10n], type: 'INT64' },
      ],
    });
    expect(await readPreview('parquet', new Uint8Array(file))).toMatchObject({
      columns: [
        { name: 'orderId', type: 'UTF8' },
        { name: 'total', type: 'INT64' },
      ],
      rows: [
        ['ord_1', '5990'],
        ['ord_2', '10'],
      ],
      summary: expect.stringMatching(/^2 rows in 1 row groups/),
    });
  });

  it('shows JSON, and as text what only pretends to be JSON', async () => {
    expect(await readPreview('json', bytes('{"a":1}'))).toEqual({ kind: 'json', value: { a: 1 } });
    expect(await readPreview('json', bytes('{"a":1}\n{"b":2}'))).toEqual({
      kind: 'text',
      text: '{"a":1}\n{"b":2}',
    });
  });
});
