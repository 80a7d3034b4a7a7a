import { describe, expect, it } from '@jest/globals';
import { inMemoryDiscountRegister } from '../../test/in-memory-discount-register.ts';
import { createDiscount } from './create-discount.ts';
import { getDiscount } from './get-discount.ts';
import { listDiscounts } from './list-discounts.ts';
import { replaceDiscount } from './replace-discount.ts';

const tenth = { reduction: { basisPoints: 1_000 } };
const open = () => ({ discounts: inMemoryDiscountRegister() });

describe('discounts', () => {
  it('are kept in capitals, and found in any case', async () => {
    const deps = open();
    expect(await createDiscount({ code: 'Tenth', ...tenth }, deps)).toMatchObject({
      code: 'TENTH',
      terms: tenth,
    });
    expect(await getDiscount('tenth', deps)).toMatchObject({ code: 'TENTH', redemptions: 0 });
  });

  it('have a code of their own', async () => {
    const deps = open();
    await createDiscount({ code: 'TENTH', ...tenth }, deps);
    await expect(createDiscount({ code: 'tenth', ...tenth }, deps)).rejects.toMatchObject({
      code: 'discount.exists',
    });
  });

  it('are replaced in the version that was seen', async () => {
    const deps = open();
    await createDiscount({ code: 'TENTH', ...tenth }, deps);
    const replace = (basisPoints: number, ifMatch?: string) =>
      replaceDiscount({ code: 'TENTH', terms: { reduction: { basisPoints } }, ifMatch }, deps);
    expect(await replace(2_000, '"1"')).toMatchObject({ version: 2 });
    await expect(replace(3_000, '"1"')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(
      replaceDiscount({ code: 'NOSUCH', terms: tenth, ifMatch: undefined }, deps),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are listed by code, page by page', async () => {
    const deps = open();
    for (const code of ['CCC', 'AAA', 'BBB']) await createDiscount({ code, ...tenth }, deps);
    const first = await listDiscounts({ limit: 2 }, deps);
    expect(first.items.map(({ code }) => code)).toEqual(['AAA', 'BBB']);
    const second = await listDiscounts({ limit: 2, cursor: first.nextCursor! }, deps);
    expect(second.items.map(({ code }) => code)).toEqual(['CCC']);
  });

  it('must not end before they begin', async () => {
    const period = { validFrom: '2030-01-02T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' };
    await expect(createDiscount({ code: 'TENTH', ...tenth, ...period }, open())).rejects.toMatchObject({
      code: 'discount.period-empty',
    });
  });
});
