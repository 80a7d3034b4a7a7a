import { describe, expect, it } from '@jest/globals';
import { inMemoryDiscountRepository } from '../../test/in-memory-discount-repository.ts';
import { createDiscount } from './create-discount.ts';
import { getDiscount } from './get-discount.ts';
import { listDiscounts } from './list-discounts.ts';
import { replaceDiscount } from './replace-discount.ts';

const tenth = { reduction: { basisPoints: 1_000 } };
const setup = () => ({ discounts: inMemoryDiscountRepository() });

describe('discounts', () => {
  it('are stored in upper case, and found in any case', async () => {
    const deps = setup();
    expect(await createDiscount({ code: 'Tenth', ...tenth }, deps)).toMatchObject({
      code: 'TENTH',
      terms: tenth,
    });
    expect(await getDiscount('tenth', deps)).toMatchObject({ code: 'TENTH', redemptions: 0 });
  });

  it('have unique codes', async () => {
    const deps = setup();
    await createDiscount({ code: 'TENTH', ...tenth }, deps);
    await expect(createDiscount({ code: 'tenth', ...tenth }, deps)).rejects.toMatchObject({
      code: 'discount.exists',
    });
  });

  it('honor If-Match when they are replaced', async () => {
    const deps = setup();
    await createDiscount({ code: 'TENTH', ...tenth }, deps);
    const replace = (basisPoints: number, ifMatch?: string) =>
      replaceDiscount({ code: 'TENTH', terms: { reduction: { basisPoints } }, ifMatch }, deps);
    expect(await replace(2_000, '"1"')).toMatchObject({ version: 2 });
    await expect(replace(3_000, '"1"')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(
      replaceDiscount({ code: 'NOSUCH', terms: tenth, ifMatch: undefined }, deps),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are listed by code in pages', async () => {
    const deps = setup();
    for (const code of ['CCC', 'AAA', 'BBB']) await createDiscount({ code, ...tenth }, deps);
    const first = await listDiscounts({ limit: 2 }, deps);
    expect(first.items.map(({ code }) => code)).toEqual(['AAA', 'BBB']);
    const second = await listDiscounts({ limit: 2, cursor: first.nextCursor! }, deps);
    expect(second.items.map(({ code }) => code)).toEqual(['CCC']);
  });

  it('are rejected when they end before they begin', async () => {
    const period = { validFrom: '2030-01-02T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' };
    await expect(createDiscount({ code: 'TENTH', ...tenth, ...period }, setup())).rejects.toMatchObject({
      code: 'period.empty',
    });
  });
});
