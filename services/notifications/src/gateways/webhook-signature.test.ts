import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSecret } from '../models/webhook-secret.ts';
import { webhookHeaders } from './webhook-signature.ts';

describe('webhookHeaders', () => {
  it('contains a signature that verifies with each secret, and with no other', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.json(), fc.integer({ min: 1, max: 4 }), (id, body, secretCount) => {
        const now = new Date();
        const secrets = Array.from({ length: secretCount }, () => newSecret(now));
        const headers = webhookHeaders({ id, body, secrets, now });
        for (const { secret } of secrets)
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        const unknown = new Webhook(newSecret(now).secret);
        expect(() => unknown.verify(body, headers)).toThrow('No matching signature');
      }),
    );
  });

  it('signs the id, the time and the body', () => {
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
