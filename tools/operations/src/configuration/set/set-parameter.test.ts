import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { parameter } from '#libs/config';
import { inMemoryParameters } from '../testing/in-memory-parameters.ts';
import { setParameter } from './set-parameter.ts';

const fee = {
  name: 'fee',
  file: 'src/parameters/fee.schema.ts',
  declaration: parameter(Type.Integer({ minimum: 0 }), { description: 'Cents for each seat' }),
};
const key = {
  name: 'key',
  file: 'src/parameters/key.schema.ts',
  declaration: parameter(Type.String({ minLength: 4 }), { description: 'The key', isSecret: true }),
};
const feePath = '/tradewind/dev/seats/fee';

function desk({ agrees = true } = {}) {
  const stored = inMemoryParameters({ [feePath]: ['5'] });
  const printed: string[] = [];
  const questions: string[] = [];
  const deps = {
    print: (line: string) => void printed.push(line),
    confirm: async (question: string) => {
      questions.push(question);
      return agrees;
    },
  };
  const staged = { service: 'seats', stage: 'dev', declared: [fee, key], stored };
  return {
    stored,
    printed,
    questions,
    set: (declared: typeof fee | typeof key, value: string) => setParameter(staged, declared, value, deps),
  };
}

describe('setParameter', () => {
  it('shows what changes, asks, and sets it', async () => {
    const { stored, printed, questions, set } = desk();
    await set(fee, '7');
    expect((await stored.current([feePath])).get(feePath)).toMatchObject({ value: '7', version: 2 });
    expect(printed[0]).toBe(`${feePath}\n  from  5\n  to    7`);
    expect(questions).toEqual(['Set it in dev?']);
    expect(printed[1]).toContain('v2');
    expect(stored.secrets.size).toBe(0);
  });

  it('changes nothing without confirmation', async () => {
    const { stored, set } = desk({ agrees: false });
    await expect(set(fee, '7')).rejects.toThrow('Nothing was changed.');
    expect(await stored.history(feePath)).toHaveLength(1);
  });

  it.each(['-1', 'many', '1.5', ''])('refuses "%s", which the declaration does', async (value) => {
    const { stored, questions, set } = desk();
    await expect(set(fee, value)).rejects.toThrow(/Invalid value of parameter .*fee.*Cents for each seat/);
    expect(questions).toEqual([]);
    expect(await stored.history(feePath)).toHaveLength(1);
  });

  it('makes no version of a value that stays', async () => {
    const { stored, questions, set } = desk();
    await set(fee, '5');
    expect(questions).toEqual([]);
    expect(await stored.history(feePath)).toHaveLength(1);
  });

  it('encrypts a secret that was stored in plain text, though its value stays', async () => {
    const { stored, printed, set } = desk();
    const path = '/tradewind/dev/seats/key';
    await stored.set(path, 'very-hidden', { isSecret: false, description: '' });
    await set(key, 'very-hidden');
    expect((await stored.current([path])).get(path)).toMatchObject({ version: 2, isEncrypted: true });
    await set(key, 'very-hidden');
    expect(printed.at(-1)).toBe('key already has this value (v2).');
  });

  it('keeps a secret as one, and shows it nowhere', async () => {
    const { stored, printed, set } = desk();
    await set(key, 'very-hidden');
    expect([...stored.secrets]).toEqual(['/tradewind/dev/seats/key']);
    expect(printed.join('\n')).not.toContain('hidden');
    await expect(set(key, 'no!')).rejects.not.toThrow('no!');
  });
});
