import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { MAX_RECORD_BYTES } from './csv-record.ts';
import { csvRecords, type CsvPosition, type LocatedRecord } from './csv-records.ts';

async function* toChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const end = at + (sizes[n % sizes.length] ?? bytes.length);
    yield bytes.subarray(at, end);
    at = end;
  }
}
async function read(text: string | Buffer, cuts: readonly number[] = [], from?: CsvPosition) {
  const records: LocatedRecord[] = [];
  for await (const record of csvRecords(toChunks(Buffer.from(text as string), cuts), from))
    records.push(record);
  return records;
}
const plain = (records: readonly LocatedRecord[]) =>
  records.map(({ line, fields, error }) => ({
    line,
    ...(fields ? { fields } : { error: error !== undefined }),
  }));

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r', ' ', '€', '😀'),
  maxLength: 6,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const HEADER = ['sku', 'title', 'price'];
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
  bom: fc.boolean(),
});
/** Arbitrary input, including misplaced quotes. */
const scrawl = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\r\n', '""'),
  maxLength: 40,
});

describe('csvRecords', () => {
  it('returns the written records for any chunking', async () => {
    await fc.assert(
      fc.asyncProperty(table, sizes, dialect, async (rows, cuts, { delimiter, lineBreak, bom }) => {
        const all = [HEADER, ...rows];
        const options = { delimiter, record_delimiter: lineBreak };
        const text = stringify(all, { ...options, bom, quoted_match: /[\r\n]/ });
        const fields = (await read(text, cuts)).map((record) => record.fields);
        expect(fields).toEqual(parse(text, { ...options, bom, relax_column_count: true }));
        expect(fields).toEqual(all);
      }),
    );
  });

  it('returns the same records for any chunking of any input', async () => {
    await fc.assert(
      fc.asyncProperty(scrawl, sizes, async (text, cuts) => {
        expect(await read(text, cuts)).toEqual(await read(text));
      }),
    );
  });

  it('returns the same records when it continues after any record', async () => {
    await fc.assert(
      fc.asyncProperty(scrawl, fc.nat(), async (text, pick) => {
        const bytes = Buffer.from(text);
        const all = await read(bytes);
        fc.pre(all.length > 0);
        const { next } = all[pick % all.length]!;
        const rest = all.slice((pick % all.length) + 1);
        expect(await read(bytes.subarray(next.byte), [], next)).toEqual(rest);
      }),
    );
  });

  it('returns the first line of each record, counting blank lines', async () => {
    expect(plain(await read('a,b\n\n"c\nd",e\nf,g'))).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['c\nd', 'e'] },
      { line: 5, fields: ['f', 'g'] },
    ]);
  });

  it('counts the lines of files that end their lines with CR, also inside quotes', async () => {
    expect(plain(await read('a,b\r\r"c\rd",e\rf,g\r'))).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['c\rd', 'e'] },
      { line: 5, fields: ['f', 'g'] },
    ]);
  });

  it.each([
    [
      'semicolons',
      'a;"b,c";d\n1,5;2;3\n',
      [
        ['a', 'b,c', 'd'],
        ['1,5', '2', '3'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1,5\t2;3\n',
      [
        ['a', 'b'],
        ['1,5', '2;3'],
      ],
    ],
    ['the hint of Excel', 'sep=;\r\na;b\r\n', [['a', 'b']]],
    ['blank lines before the header', '\n \n\na;b\n', [['a', 'b']]],
    ['as many commas as semicolons', 'a,b;c\n', [['a', 'b;c']]],
  ])('detects %s', async (_, text, expected) => {
    expect((await read(text, [1])).map(({ fields }) => fields)).toEqual(expected);
  });

  it('skips a byte order mark', async () => {
    const [record] = await read('\uFEFFa,b\n', [1]);
    expect(record).toMatchObject({ fields: ['a', 'b'], next: { line: 2, byte: 7, separator: 0x2c } });
  });

  it.each([
    ['a quote inside', 'a"b,c\nd,e\n'],
    ['something behind a quote', '"a"b,c\nd,e\n'],
    ['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0x2c, 0x62, 0x0a, 0x64, 0x2c, 0x65, 0x0a])],
    ['a quote that is never closed', '"a,b\nd,e\n'],
    ['no end in sight', `${'a'.repeat(3 * MAX_RECORD_BYTES)}\nd,e\n`],
  ])('with %s are wrong alone', async (_, text) => {
    expect(plain(await read(text, [4096]))).toEqual([
      { line: 1, error: true },
      { line: 2, fields: ['d', 'e'] },
    ]);
  });
});
