import { describe, expect, it } from '@jest/globals';
import {
  activeSecrets,
  MAX_SECRETS,
  newSecret,
  toSecretView,
  withoutSecret,
  withRotatedSecret,
} from './webhook-secret.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const after = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const first = newSecret(noon);
const set = { endpointId: 'whe_1', secrets: [first] };

describe('the secrets of an endpoint', () => {
  it('are all active for 24 hours after a rotation, then only the newest', () => {
    const second = newSecret(noon);
    const rotated = withRotatedSecret(set, second, noon);
    const signing = (hours: number) => activeSecrets(rotated, after(hours)).map(({ secretId }) => secretId);
    expect(signing(23.9)).toEqual([second.secretId, first.secretId]);
    expect(signing(24)).toEqual([second.secretId]);
  });

  it('do not expire later after another rotation', () => {
    const twice = withRotatedSecret(
      withRotatedSecret(set, newSecret(noon), noon),
      newSecret(after(12)),
      after(12),
    );
    expect(activeSecrets(twice, after(30))).toHaveLength(2);
    expect(activeSecrets(twice, after(36))).toHaveLength(1);
  });

  it('are limited in number', () => {
    let many = set;
    for (let made = 1; made < MAX_SECRETS; made++) many = withRotatedSecret(many, newSecret(noon), noon);
    expect(() => withRotatedSecret(many, newSecret(noon), noon)).toThrow('endpoint.too-many-secrets');
    expect(withRotatedSecret(many, newSecret(after(25)), after(25)).secrets).toHaveLength(2);
  });

  it('can be deleted, except the newest', () => {
    const second = newSecret(noon);
    const rotated = withRotatedSecret(set, second, noon);
    expect(withoutSecret(rotated, first.secretId, noon).secrets).toEqual([second]);
    expect(() => withoutSecret(rotated, second.secretId, noon)).toThrow('endpoint.last-secret');
    expect(() => withoutSecret(rotated, first.secretId, after(25))).toThrow('endpoint.secret-not-found');
  });

  it('are shown without their value', () => {
    expect(JSON.stringify(toSecretView(first))).not.toContain('whsec_');
  });
});
