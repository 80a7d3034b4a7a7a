import { describe, expect, it } from '@jest/globals';
import { cachedPricingRules } from './cached-pricing-rules.ts';

function setup() {
  let time = 0;
  let reads = 0;
  let isFailing = false;
  const ids = ['DE'];
  const findAll = async () => {
    reads++;
    if (isFailing) throw new Error('unavailable');
    return ids.map((id) => ({ id, details: { basisPoints: 1_900 }, version: reads }));
  };
  return {
    rules: cachedPricingRules({ findAll }, () => time),
    reads: () => reads,
    add: (id: string) => void ids.push(id),
    advance: (milliseconds: number) => void (time += milliseconds),
    setFailing: (next: boolean) => void (isFailing = next),
  };
}

describe('cachedPricingRules', () => {
  it('reads all rules once a minute', async () => {
    const { rules, reads, advance } = setup();
    expect(await Promise.all([rules.findAll(), rules.findAll()])).toMatchObject([
      [{ version: 1 }],
      [{ version: 1 }],
    ]);
    advance(59_999);
    expect(await rules.find('DE')).toMatchObject({ version: 1 });
    advance(1);
    expect(await rules.find('DE')).toMatchObject({ version: 2 });
    expect(reads()).toBe(2);
  });

  it('finds a rule that is newer than the cached ones', async () => {
    const { rules, reads, add } = setup();
    await rules.findAll();
    add('FR');
    expect(await rules.find('FR')).toMatchObject({ id: 'FR', version: 2 });
    expect(await rules.findAll()).toHaveLength(2);
    expect(await rules.find('IT')).toBeUndefined();
    expect(reads()).toBe(3);
  });

  it('does not keep a failure', async () => {
    const { rules, setFailing } = setup();
    setFailing(true);
    await expect(rules.find('DE')).rejects.toThrow('unavailable');
    setFailing(false);
    expect(await rules.find('DE')).toMatchObject({ version: 2 });
  });
});
