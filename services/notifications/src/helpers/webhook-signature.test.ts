import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSecret } from '../models/webhook-secret.ts';
import { webhookHeaders } from './webhook-signature.ts';

describe('the signature of a webhook', () => {
  it('verifies with each of its secrets, and with no other', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.json(), fc.integer({ min: 1, max: 4 }), (id, body, howMany) => {
        const now = new Date();
        const secrets = Array.from({ length: howMany }, () => newSecret(now));
        const headers = webhookHeaders({ id, body, secrets, now });
        for (const { secret } of secrets)
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        const stranger = new Webhook(newSecret(now).secret);
        expect(() => stranger.verify(body, headers)).toThrow('No matching signature');
      }),
    );
  });

  it('is of this id, time and body alone', () => {
    const [now, body] = [new Date(), '{"type":"order.placed"}'];
    const { secret } = newSecret(now);
    const headers = webhookHeaders({ id: 'dlv_1', body, secrets: [{ secret }], now });
    const verify = (other: string, changed: object) =>
      new Webhook(secret).verify(other, { ...headers, ...changed });
    expect(() => verify(`${body} `, {})).toThrow('No matching signature');
    expect(() => verify(body, { 'webhook-id': 'dlv_2' })).toThrow('No matching signature');
    const other = String(Number(headers['webhook-timestamp']) - 1);
    expect(() => verify(body, { 'webhook-timestamp': other })).toThrow('No matching signature');
  });
});
