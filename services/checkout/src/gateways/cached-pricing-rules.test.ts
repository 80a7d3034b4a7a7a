import { describe, expect, it } from '@jest/globals';
import { cachedPricingRules } from './cached-pricing-rules.ts';

function setup() {
  let time = 0;
  let reads = 0;
  let isFailing = false;
  const read = async () => {
    reads++;
    if (isFailing) throw new Error('unavailable');
    return { id: 'DE', details: { basisPoints: reads }, version: reads };
  };
  const rules = cachedPricingRules({ find: read, findAll: async () => [await read()] }, () => time);
  return {
    rules,
    reads: () => reads,
    advance: (milliseconds: number) => void (time += milliseconds),
    setFailing: (next: boolean) => void (isFailing = next),
  };
}

describe('cachedPricingRules', () => {
  it('reads each rule and the list of all rules once a minute', async () => {
    const { rules, reads, advance } = setup();
    expect(await Promise.all([rules.find('DE'), rules.find('DE')])).toMatchObject([
      { version: 1 },
      { version: 1 },
    ]);
    advance(59_999);
    expect(await rules.find('DE')).toMatchObject({ version: 1 });
    advance(1);
    expect(await rules.find('DE')).toMatchObject({ version: 2 });
    expect(await rules.findAll()).toMatchObject([{ version: 3 }]);
    await rules.findAll();
    expect(reads()).toBe(3);
  });

  it('does not keep a failure', async () => {
    const { rules, setFailing } = setup();
    setFailing(true);
    await expect(rules.find('DE')).rejects.toThrow('unavailable');
    setFailing(false);
    expect(await rules.find('DE')).toMatchObject({ version: 2 });
  });

  it('stays small, however many regions are looked up', async () => {
    const { rules, reads } = setup();
    for (let number = 0; number < 1_001; number++) await rules.find(String(number));
    await rules.find('0');
    expect(reads()).toBe(1_002);
  });
});
