import { describe, expect, it } from '@jest/globals';
import { inMemoryRecordRepository } from '#libs/testing';
import { taxRateTable } from '../gateways/sales-terms.ts';
import { getTerms } from './get-terms.ts';
import { putTerms } from './put-terms.ts';

const open = () => {
  const table = taxRateTable('', inMemoryRecordRepository(['kind', 'id']));
  const put = (basisPoints: number, ifMatch?: string) =>
    putTerms({ id: 'DE', terms: { title: 'Umsatzsteuer', basisPoints }, ifMatch }, { table });
  return { table, put };
};

describe('putTerms', () => {
  it('writes a new entry, and over one that was there', async () => {
    const { table, put } = open();
    expect(await put(1_600)).toMatchObject({ version: 1 });
    expect(await put(1_900)).toMatchObject({ version: 2 });
    expect(await getTerms('DE', { table })).toMatchObject({ terms: { basisPoints: 1_900 }, version: 2 });
  });

  it('holds If-Match against the entry', async () => {
    const { put } = open();
    await expect(put(1_600, '*')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await put(1_600);
    await expect(put(1_900, '"2"')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(put(1_900, '"1"')).resolves.toMatchObject({ version: 2 });
  });

  it('lets everybody write who comes at once', async () => {
    const { table, put } = open();
    await Promise.all([put(1), put(2), put(3)]);
    expect((await table.find('DE'))?.version).toBe(3);
  });
});

it('finds nothing where there is nothing', async () => {
  await expect(getTerms('FR', open())).rejects.toMatchObject({ kind: 'not-found' });
});
