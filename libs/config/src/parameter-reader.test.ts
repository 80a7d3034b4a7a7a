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

const rate = parameter(Type.Integer({ minimum: 1 }), { description: 'Requests a second' });

describe('parameterReader', () => {
  it('asks once within the lifetime, and again after it', async () => {
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

  it('reads in one call what is asked for at once', async () => {
    const source = recordingSource({ '/rate': '1', '/place': 'Berlin', '/later': 'x' });
    const reader = parameterReader(source);
    const read = await Promise.all([reader.value('/rate', rate), reader.text('/place')]);
    expect(read).toEqual([1, 'Berlin']);
    await reader.text('/later');
    expect(source.calls).toEqual([['/rate', '/place'], ['/later']]);
  });

  it('refuses only those of a call that do not exist, and does not remember it', async () => {
    const source = recordingSource({ '/place': 'Berlin' });
    const reader = parameterReader(source);
    const [place, missing] = await Promise.allSettled([reader.text('/place'), reader.text('/rate')]);
    expect(place).toMatchObject({ status: 'fulfilled', value: 'Berlin' });
    expect(missing).toMatchObject({ reason: { message: expect.stringContaining('/rate does not exist') } });
    source.values['/rate'] = '3';
    expect(await reader.text('/rate')).toBe('3');
  });

  it('asks again after a failure', async () => {
    const source = recordingSource({ '/rate': '3' });
    let isDown = true;
    const reader = parameterReader({
      read: (names) => (isDown ? Promise.reject(new Error('throttled')) : source.read(names)),
    });
    await expect(reader.text('/rate')).rejects.toThrow('throttled');
    isDown = false;
    expect(await reader.text('/rate')).toBe('3');
  });

  it.each(['many', '0', '1.5'])('refuses %s where the declaration does, without showing it', async (text) => {
    const reader = parameterReader(recordingSource({ '/rate': text }));
    const refused = reader.value('/rate', rate);
    await expect(refused).rejects.toThrow('Parameter /rate does not fit');
    await expect(refused).rejects.not.toThrow(`"${text}"`);
  });

  it('takes a text as it is', async () => {
    const provider = parameter(Type.Enum(['stripe', 'sandbox']), { description: 'Who is paid' });
    expect(await parameterReader(recordingSource({ '/p': 'stripe' })).value('/p', provider)).toBe('stripe');
  });
});
