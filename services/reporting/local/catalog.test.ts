import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { csvRecords } from '../src/jobs/import-products/csv-records.ts';
import { parseRow } from '../src/jobs/import-products/parse-row.ts';
import { parseHeader } from '../src/models/import-row.ts';

describe('the example catalog', () => {
  it('has five valid products and one invalid row', async () => {
    const file = await readFile(join(import.meta.dirname, 'catalog.csv'));
    const records = csvRecords(
      (async function* () {
        yield file;
      })(),
    );
    const columns = parseHeader((await records.next()).value!.fields!);
    const rows = [];
    for await (const record of records) rows.push(parseRow(columns, record));
    expect(rows.filter((row) => 'product' in row)).toHaveLength(5);
    expect(rows.flatMap((row) => ('errors' in row ? row.errors : []))).toMatchObject([{ column: 'price' }]);
  });
});
