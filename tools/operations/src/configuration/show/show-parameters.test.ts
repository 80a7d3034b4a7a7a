import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { parameter } from '#libs/config';
import { inMemoryParameters } from '../testing/in-memory-parameters.ts';
import { compareStages, showHistory, showParameters } from './show-parameters.ts';

const declare = (name: string, notes: object = {}) => ({
  name,
  file: `src/parameters/${name}.schema.ts`,
  declaration: parameter(Type.String(), { description: `What ${name} is for`, ...notes }),
});
const [fee, key, note, place] = [
  declare('fee'),
  declare('key', { isSecret: true }),
  declare('note', { isOptional: true }),
  declare('place'),
];
const versions = {
  '/tradewind/dev/seats/fee': ['5', '7'],
  '/tradewind/dev/seats/key': ['hidden-key', 'hidden-key-2'],
  '/tradewind/prod/seats/fee': ['7'],
  '/tradewind/prod/seats/key': ['another-hidden-key'],
  '/tradewind/prod/seats/place': ['Berlin'],
};
const encrypted = ['/tradewind/dev/seats/key', '/tradewind/prod/seats/key'];
const stored = inMemoryParameters(versions, { encrypted });
const at = (stage: string) => ({ service: 'seats', stage, declared: [fee, key, note, place], stored });

describe('the parameters of a stage', () => {
  it('are shown with version and time, and secrets are not', async () => {
    expect(await showParameters(at('dev'))).toEqual([
      'parameter  version  changed               value',
      'fee        v2       2030-01-02 12:00:00Z  7',
      'key        v2       2030-01-02 12:00:00Z  (secret)',
      'note                                      (none)',
      'place                                     (not set)',
      '',
      'fee: What fee is for',
      'key: What key is for',
      'note: What note is for',
      'place: What place is for',
    ]);
  });

  it('say so where a secret is stored in plain text', async () => {
    const lines = await showParameters({ ...at('dev'), stored: inMemoryParameters(versions) });
    expect(lines[2]).toMatch(/^key .*\(secret, and stored in plain text: set a new one\)$/);
    expect(lines.join()).not.toContain('hidden');
  });

  it('are compared with those of another, secrets too', async () => {
    expect(await compareStages(at('dev'), at('prod'))).toEqual([
      'parameter           dev        prod',
      'fee        same     7          7',
      'key        differs  (secret)   (secret)',
      'note       same     (none)     (none)',
      'place      differs  (not set)  Berlin',
    ]);
  });

  it('have a history, newest first', async () => {
    expect(await showHistory(at('dev'), fee)).toEqual([
      'version  changed               by  value',
      'v2       2030-01-02 12:00:00Z  -   7',
      'v1       2030-01-01 12:00:00Z  -   5',
    ]);
    expect((await showHistory(at('dev'), key)).join('\n')).not.toContain('hidden');
    expect(await showHistory(at('dev'), place)).toEqual(['place was never set in dev.']);
  });
});
