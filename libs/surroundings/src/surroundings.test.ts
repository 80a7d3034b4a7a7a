import { describe, expect, it } from '@jest/globals';
import { provideSurroundings, surroundings } from './index.ts';

describe('surroundings', () => {
  it('are those of the process', async () => {
    const { random, randomBytes, randomUuid, pause } = surroundings();
    expect(random()).toBeLessThan(1);
    expect(randomBytes(26)).toHaveLength(26);
    expect(randomBytes(26)).not.toEqual(randomBytes(26));
    expect(randomUuid()).not.toBe(randomUuid());
    await pause(1);
  });

  it('are replaced until the replacement is disposed of', () => {
    const original = surroundings();
    const replacement = { ...original, random: () => 0.25 };
    {
      using _ = provideSurroundings(() => replacement);
      expect(surroundings().random()).toBe(0.25);
    }
    expect(surroundings()).toBe(original);
  });
});
