import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { parameter } from './parameter.ts';
import { parameterReader } from './parameter-reader.ts';

function recordingSource(values: Record<string, string>) {
  const calls: (readonly string[])[] = [];
  return {
    calls,
    values,
    async read(names: readonly string[]) {
      calls.push(names);
      return new Map(names.filter((name) => name in values).map((name) => [name, values[name]!]));
    },
  };
}

const rate = parameter(Type.Integer({ minimum: 1 }), { description: 'Requests per second' });

describe('parameterReader', () => {
  it('reads a parameter once per cache lifetime', async () => {
    let now = 0;
    const source = recordingSource({ '/rate': '1' });
    const reader = parameterReader(source, () => now);
    await Promise.all([reader.text('/rate'), reader.text('/rate')]);
    source.values['/rate'] = '2';
    expect(await reader.text('/rate')).toBe('1');
    now = 61_000;
    expect(await reader.value('/rate', rate)).toBe(2);
    expect(source.calls).toEqual([['/rate'], ['/rate']]);
  });

  it('batches concurrent reads into one call', async () => {
    const source = recordingSource({ '/rate': '1', '/place': 'Berlin', '/later': 'x' });
    const reader = parameterReader(source);
    const read = await Promise.all([reader.value('/rate', rate), reader.text('/place')]);
    expect(read).toEqual([1, 'Berlin']);
    await reader.text('/later');
    expect(source.calls).toEqual([['/rate', '/place'], ['/later']]);
  });

  it('rejects only the missing parameters of a batch, and does not cache the failure', async () => {
    const source = recordingSource({ '/place': 'Berlin' });
    const reader = parameterReader(source);
    const [place, missing] = await Promise.allSettled([reader.text('/place'), reader.text('/rate')]);
    expect(place).toMatchObject({ status: 'fulfilled', value: 'Berlin' });
    expect(missing).toMatchObject({ reason: { message: expect.stringContaining('/rate does not exist') } });
    source.values['/rate'] = '3';
    expect(await reader.text('/rate')).toBe('3');
  });

  it('keeps the last value for an hour while reads fail, and attempts to read every five seconds', async () => {
    let now = 0;
    let attempts = 0;
    const source = recordingSource({ '/rate': '1' });
    const reader = parameterReader(
      {
        async read(names) {
          attempts++;
          if (now > 0 && now < 3_500_000) throw new Error('unreachable');
          return source.read(names);
        },
      },
      () => now,
    );
    await reader.text('/rate');
    source.values['/rate'] = '2';
    for (now = 61_000; now < 3_500_000; now += 1_000) expect(await reader.text('/rate')).toBe('1');
    expect(attempts).toBeLessThan(700);
    now = 3_505_000;
    expect(await reader.text('/rate')).toBe('2');
  });

  it('does not keep a value for more than an hour, or that of a deleted parameter', async () => {
    let now = 0;
    let isDown = false;
    const source = recordingSource({ '/rate': '1' });
    const read: typeof source.read = (names) =>
      isDown ? Promise.reject(new Error('unreachable')) : source.read(names);
    const reader = parameterReader({ read }, () => now);
    await reader.text('/rate');
    [isDown, now] = [true, 3_600_000];
    await expect(reader.text('/rate')).rejects.toThrow('unreachable');
    isDown = false;
    await reader.text('/rate');
    delete source.values['/rate'];
    now += 61_000;
    await expect(reader.text('/rate')).rejects.toThrow('does not exist');
  });

  it('does not cache a failed read', async () => {
    const source = recordingSource({ '/rate': '3' });
    let isDown = true;
    const reader = parameterReader({
      read: (names) => (isDown ? Promise.reject(new Error('throttled')) : source.read(names)),
    });
    await expect(reader.text('/rate')).rejects.toThrow('throttled');
    isDown = false;
    expect(await reader.text('/rate')).toBe('3');
  });

  it.each(['many', '0', '1.5'])(
    'rejects %s when the schema does, without showing the value',
    async (text) => {
      const reader = parameterReader(recordingSource({ '/rate': text }));
      const value = reader.value('/rate', rate);
      await expect(value).rejects.toThrow('Invalid value of parameter /rate');
      await expect(value).rejects.not.toThrow(`"${text}"`);
    },
  );

  it('returns a text parameter unchanged', async () => {
    const provider = parameter(Type.Enum(['stripe', 'sandbox']), { description: 'The payment provider' });
    expect(await parameterReader(recordingSource({ '/p': 'stripe' })).value('/p', provider)).toBe('stripe');
  });
});
