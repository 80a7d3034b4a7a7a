import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { csvRecords } from '../src/helpers/csv-records.ts';
import { readRow } from '../src/helpers/read-row.ts';
import { columnsOf } from '../src/models/import-row.ts';

describe('the example of a catalog', () => {
  it('has five products, and one row that shows what a fault is', async () => {
    const file = await readFile(join(import.meta.dirname, 'catalog.csv'));
    const records = csvRecords(
      (async function* () {
        yield file;
      })(),
    );
    const columns = columnsOf((await records.next()).value!.fields!);
    const rows = [];
    for await (const record of records) rows.push(readRow(columns, record));
    expect(rows.filter((row) => 'product' in row)).toHaveLength(5);
    expect(rows.flatMap((row) => ('faults' in row ? row.faults : []))).toMatchObject([{ column: 'price' }]);
  });
});
