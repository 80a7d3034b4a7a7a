import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { bytesToBase64 } from './base64.ts';
import { signWebhook, verifyWebhook, WebhookVerificationError } from './verify-webhook.ts';

const NOW = Date.parse('2030-01-01T12:00:00Z');
const at = { now: () => NOW };
const timestamp = String(NOW / 1000);
const body = '{"type":"order.placed","version":1}';

const secret = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${bytesToBase64(bytes)}`);

async function signed(secrets: readonly string[], text: string) {
  const message = { deliveryId: 'dlv_1', timestamp, body: text };
  const signatures = await Promise.all(secrets.map((each) => signWebhook(each, message)));
  return {
    headers: {
      'webhook-id': 'dlv_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
    body: text,
  };
}

describe('verifyWebhook', () => {
  it('accepts what signWebhook signed, and returns the event', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.json(), async (each, text) => {
        const { deliveryId, event } = await verifyWebhook(await signed([each], text), each, at);
        expect(deliveryId).toBe('dlv_1');
        expect(event).toEqual(JSON.parse(text));
      }),
    );
  });

  it('agrees with the library that signs the webhooks of the shop', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.json(), async (each, text) => {
        const ours = await signWebhook(each, { deliveryId: 'dlv_1', timestamp, body: text });
        expect(ours).toBe(new Webhook(each).sign('dlv_1', new Date(NOW), text));
      }),
    );
  });

  it('rejects a request with any change of the body, id, time, signature or secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        secret,
        fc.constantFrom('body', 'id', 'timestamp', 'signature', 'secret'),
        fc.nat(),
        async (each, other, part, position) => {
          fc.pre(each !== other);
          const request = await signed([each], body);
          const changed = changeOneCharacter(
            part === 'body' ? request.body : (request.headers[`webhook-${part as 'id'}`] ?? ''),
            position,
          );
          const headers =
            part === 'body' || part === 'secret'
              ? request.headers
              : { ...request.headers, [`webhook-${part}`]: changed };
          const forged = { headers, body: part === 'body' ? changed : request.body };
          await expect(
            verifyWebhook(forged, part === 'secret' ? other : each, { ...at, toleranceSeconds: 1e10 }),
          ).rejects.toBeInstanceOf(WebhookVerificationError);
        },
      ),
    );
  });

  it('accepts either secret while secrets are rotated', async () => {
    const [old, next, foreign] = ['b2xk', 'bmV3', 'c29tZQ=='].map((each) => `whsec_${each}`) as [
      string,
      string,
      string,
    ];
    const request = await signed([old, next], body);
    await expect(verifyWebhook(request, old, at)).resolves.toBeDefined();
    await expect(verifyWebhook(request, [foreign, next], at)).resolves.toBeDefined();
    await expect(verifyWebhook(request, [foreign], at)).rejects.toThrow('No signature matches.');
  });

  it.each([-300, 0, 300])('accepts a request %d seconds away', async (offset) => {
    const request = await signed(['whsec_b2xk'], body);
    const now = () => NOW + offset * 1000;
    expect(await verifyWebhook(request, 'whsec_b2xk', { now })).toMatchObject({ deliveryId: 'dlv_1' });
  });

  it.each([-301, 301])('rejects a request %d seconds away', async (offset) => {
    const request = await signed(['whsec_b2xk'], body);
    const now = () => NOW + offset * 1000;
    await expect(verifyWebhook(request, 'whsec_b2xk', { now })).rejects.toThrow('too old or in the future');
  });

  it('reads the Headers of a Request and the headers of Node', async () => {
    const { headers } = await signed(['whsec_b2xk'], body);
    await expect(
      verifyWebhook({ headers: new Headers(headers), body }, 'whsec_b2xk', at),
    ).resolves.toBeDefined();
    const { 'webhook-id': _, ...incomplete } = headers;
    await expect(verifyWebhook({ headers: incomplete, body }, 'whsec_b2xk', at)).rejects.toThrow(
      'The header webhook-id is missing.',
    );
  });
});

/** @returns the text with another character at the position; digits stay digits */
function changeOneCharacter(text: string, position: number): string {
  const index = position % text.length;
  const character = text[index] === '1' ? '2' : '1';
  return text.slice(0, index) + character + text.slice(index + 1);
}
