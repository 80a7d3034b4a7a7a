import { describe, expect, it } from '@jest/globals';
import { parameterReader } from './parameter-reader.ts';

function countingSource(values: Record<string, string>) {
  const reads: string[] = [];
  return {
    reads,
    values,
    read: async (name: string) => {
      reads.push(name);
      return values[name];
    },
  };
}

describe('parameterReader', () => {
  it('asks once within the lifetime, and again after it', async () => {
    let now = 0;
    const source = countingSource({ '/rate': '1' });
    const reader = parameterReader(source, () => now);
    await Promise.all([reader.text('/rate'), reader.text('/rate')]);
    source.values['/rate'] = '2';
    expect(await reader.text('/rate')).toBe('1');
    now = 61_000;
    expect(await reader.parsed('/rate', Number)).toBe(2);
    expect(source.reads).toHaveLength(2);
  });

  it('does not remember that a parameter was missing', async () => {
    const source = countingSource({});
    const reader = parameterReader(source);
    await expect(reader.text('/rate')).rejects.toThrow('/rate does not exist');
    source.values['/rate'] = '3';
    expect(await reader.text('/rate')).toBe('3');
  });
});
