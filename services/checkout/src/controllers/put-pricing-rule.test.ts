import { describe, expect, it } from '@jest/globals';
import { inMemoryRecordRepository } from '#libs/testing';
import { dynamoDbTaxRateRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import { getPricingRule } from './get-pricing-rule.ts';
import { putPricingRule } from './put-pricing-rule.ts';

const setup = () => {
  const rules = dynamoDbTaxRateRepository('', inMemoryRecordRepository(['kind', 'id']));
  const put = (basisPoints: number, ifMatch?: string) =>
    putPricingRule({ id: 'DE', details: { title: 'Umsatzsteuer', basisPoints }, ifMatch }, { rules });
  return { rules, put };
};

describe('putPricingRule', () => {
  it('creates a rule, then replaces it', async () => {
    const { rules, put } = setup();
    expect(await put(1_600)).toMatchObject({ version: 1 });
    expect(await put(1_900)).toMatchObject({ version: 2 });
    expect(await getPricingRule('DE', { rules })).toMatchObject({
      details: { basisPoints: 1_900 },
      version: 2,
    });
  });

  it('honors If-Match', async () => {
    const { put } = setup();
    await expect(put(1_600, '*')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await put(1_600);
    await expect(put(1_900, '"2"')).rejects.toMatchObject({ kind: 'precondition-failed' });
    await expect(put(1_900, '"1"')).resolves.toMatchObject({ version: 2 });
  });

  it('applies every one of several concurrent requests', async () => {
    const { rules, put } = setup();
    await Promise.all([put(1), put(2), put(3)]);
    expect((await rules.find('DE'))?.version).toBe(3);
  });
});

describe('getPricingRule', () => {
  it('rejects an id that does not exist', async () => {
    await expect(getPricingRule('FR', setup())).rejects.toMatchObject({ kind: 'not-found' });
  });
});
