import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { money, newId } from '#libs/models';
import { fixedClock, inMemoryEncryptionKey } from '#libs/testing';
import { inMemoryPaymentRepository } from '../../test/in-memory-payment-repository.ts';
import { inMemoryPaymentProvider, type CallResult } from '../../test/in-memory-payment-provider.ts';
import { authorizePayment } from './authorize-payment.ts';
import { capturePayment } from './capture-payment.ts';
import { refundPayment } from './refund-payment.ts';
import { voidPayment } from './void-payment.ts';

function setup(results: CallResult[] = []) {
  const now = fixedClock();
  const payments = inMemoryPaymentRepository();
  const provider = inMemoryPaymentProvider(() => results.shift() ?? 'success');
  const tokenKey = inMemoryEncryptionKey();
  const deps = { payments, provider, tokenKey, now, authorizeEndsWithinSeconds: 20 };
  const orderId = newId('ord');
  const order = { orderId, correlationId: 'c-1' };
  const authorization = async (token = 'tok_success') => ({
    ...order,
    amount: money(500, 'EUR'),
    encryptedPaymentToken: await tokenKey.encrypt(token, { orderId }),
  });
  const commands = {
    authorize: async (token = 'tok_success') => authorizePayment(await authorization(token), deps),
    capture: () => capturePayment(order, deps),
    void: () => voidPayment(order, deps),
    refund: () => refundPayment(order, deps),
  };
  const payment = () => payments.records()[0];
  return { ...commands, commands, authorization, payment, order, deps, now, charges: provider.charges };
}

describe('authorizing a payment', () => {
  it('authorizes once for repeated commands', async () => {
    const { authorize, payment, charges } = setup();
    const first = await authorize();
    expect(await authorize()).toEqual(first);
    expect(payment()).toMatchObject({
      status: 'authorized',
      authorizationId: 'auth_1',
      amount: { amount: 500 },
    });
    expect(charges).toHaveLength(1);
  });

  it('charges once when the response of the provider is lost', async () => {
    const { authorize, capture, payment, charges } = setup();
    const lost = authorize('tok_timeout_after_charge');
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable', code: 'payment.provider-unavailable' });
    expect(payment()).toMatchObject({ status: 'authorizing' });
    await authorize('tok_timeout_after_charge');
    await capture();
    expect(charges).toEqual([expect.objectContaining({ status: 'captured', amount: 500 })]);
  });

  it.each([
    ['tok_declined', 'payment.declined'],
    ['tok_unknown', 'payment.token-invalid'],
  ])('records that %s was declined', async (token, code) => {
    const { authorize, payment } = setup();
    await expect(authorize(token)).rejects.toMatchObject({ code });
    expect(payment()).toMatchObject({ status: 'declined', declineCode: code });
    await expect(authorize(token)).rejects.toMatchObject({ code });
  });

  it.each(['payment.amount-too-small', 'payment.currency-unsupported'])(
    'records the decline code %s',
    async (code) => {
      const { authorization, deps, payment } = setup();
      const declining = { ...deps.provider, authorize: () => Promise.reject(new AppError('invalid', code)) };
      const attempt = authorizePayment(await authorization(), { ...deps, provider: declining });
      await expect(attempt).rejects.toMatchObject({ code });
      expect(payment()).toMatchObject({ status: 'declined', declineCode: code });
    },
  );

  it.each([
    ['was encrypted for another order', { orderId: 'ord_other' }],
    ['was encrypted without an order', {}],
  ])('declines a token that %s, without calling the provider', async (_, context) => {
    const { authorization, deps, payment, charges } = setup();
    const encryptedPaymentToken = await deps.tokenKey.encrypt('tok_success', context);
    const attempt = async () => authorizePayment({ ...(await authorization()), encryptedPaymentToken }, deps);
    await expect(attempt()).rejects.toMatchObject({ kind: 'invalid', code: 'payment.token-invalid' });
    await expect(attempt()).rejects.toMatchObject({ code: 'payment.token-invalid' });
    expect(payment()).toMatchObject({ status: 'declined', declineCode: 'payment.token-invalid' });
    expect(charges).toEqual([]);
  });

  it('can be retried when the key was not available', async () => {
    const { authorize, authorization, deps } = setup();
    const tokenKey = { decrypt: () => Promise.reject(new Error('The key is disabled.')) };
    const attempt = authorizePayment(await authorization(), { ...deps, tokenKey });
    await expect(attempt).rejects.toThrow('disabled');
    await expect(authorize()).resolves.toHaveProperty('payment.paymentId');
  });

  it('stores neither the token nor its ciphertext', async () => {
    const { authorize, authorization, payment } = setup();
    await authorize();
    const { encryptedPaymentToken } = await authorization();
    expect(JSON.stringify(payment())).not.toMatch(/tok_success/);
    expect(JSON.stringify(payment())).not.toContain(encryptedPaymentToken);
  });

  it('is refused after a void, without calling the provider', async () => {
    const { authorize, void: voidIt, charges } = setup();
    await voidIt();
    await expect(authorize()).rejects.toMatchObject({ kind: 'conflict', code: 'payment.voided' });
    expect(charges).toEqual([]);
  });

  it('releases an authorization that was voided concurrently', async () => {
    const { authorization, deps, charges, void: voidIt } = setup();
    const slow = {
      ...deps.provider,
      authorize: async (request: Parameters<typeof deps.provider.authorize>[0]) => {
        await voidIt().catch(() => undefined);
        return deps.provider.authorize(request);
      },
    };
    const late = authorizePayment(await authorization(), { ...deps, provider: slow });
    await expect(late).rejects.toMatchObject({ code: 'payment.voided' });
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });
});

describe('capturing a payment', () => {
  it('reads nothing when the command carries the authorized payment', async () => {
    const { authorize, deps, order, payment } = setup();
    const { payment: authorized } = await authorize();
    const get: typeof deps.payments.get = async () => {
      throw new Error('was read');
    };
    await capturePayment({ ...order, payment: authorized }, { ...deps, payments: { ...deps.payments, get } });
    expect(payment()).toMatchObject({ status: 'captured' });
  });

  it('reads the payment again when another writer changed it after the authorization', async () => {
    const { authorize, capture, deps, order, payment } = setup();
    const { payment: authorized } = await authorize();
    await capture();
    await capturePayment({ ...order, payment: authorized }, deps);
    expect(payment()).toMatchObject({ status: 'captured', version: 3 });
  });

  it('captures once for repeated commands', async () => {
    const { authorize, capture, payment } = setup();
    await authorize();
    expect(await capture()).toEqual(await capture());
    expect(payment()).toMatchObject({ status: 'captured' });
  });

  it('is refused without a payment and after a void', async () => {
    const { authorize, capture, void: voidIt } = setup();
    await expect(capture()).rejects.toMatchObject({ kind: 'not-found', code: 'payment.not-found' });
    await authorize();
    await voidIt();
    await expect(capture()).rejects.toMatchObject({ code: 'payment.voided' });
  });
});

describe('voiding a payment', () => {
  it('releases the authorization once', async () => {
    const { authorize, void: voidIt, payment, charges } = setup();
    await authorize();
    await voidIt();
    await voidIt();
    expect(payment()).toMatchObject({ status: 'voided' });
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });

  it('releases the authorization of an attempt whose response was lost', async () => {
    const { authorize, void: voidIt, charges } = setup();
    await expect(authorize('tok_timeout_after_charge')).rejects.toThrow(AppError);
    await voidIt();
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });

  it('throws unavailable while a lost authorization may still appear', async () => {
    const { authorize, void: voidIt, now } = setup(['failure']);
    await expect(authorize()).rejects.toThrow(AppError);
    await expect(voidIt()).rejects.toMatchObject({ kind: 'unavailable', code: 'payment.outcome-unknown' });
    // The function may send its request in its last second, and the provider shows the authorization five seconds later.
    now.advance(24);
    await expect(voidIt()).rejects.toMatchObject({ code: 'payment.outcome-unknown' });
    now.advance(1);
    await voidIt();
  });

  it('refunds a captured payment, also when the capture was not recorded', async () => {
    for (const results of [[], ['success', 'response-lost']] as CallResult[][]) {
      const { authorize, capture, void: voidIt, charges } = setup(results);
      await authorize();
      await capture().catch(() => undefined);
      await voidIt();
      expect(charges).toMatchObject([{ status: 'refunded' }]);
    }
  });
});

describe('refunding a payment', () => {
  it('refunds the full amount once', async () => {
    const { authorize, capture, refund, payment } = setup();
    await authorize();
    await expect(refund()).rejects.toMatchObject({ code: 'payment.not-captured' });
    await capture();
    expect(await refund()).toEqual(await refund());
    expect(payment()).toMatchObject({ status: 'refunded', refundedTotal: 500 });
  });

  it('is refused without a payment', async () => {
    await expect(setup().refund()).rejects.toMatchObject({ code: 'payment.not-found' });
  });
});

const callResult = fc.constantFrom<CallResult>('success', 'response-lost', 'failure');
const retryUntilDone = async (command: () => Promise<unknown>) => {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      return await command();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') return error;
    }
  }
  throw new Error('The command never succeeded.');
};

describe('any sequence of call results', () => {
  it('charges once when commands are retried until they succeed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(callResult, { maxLength: 12 }), async (results) => {
        const { authorize, capture, charges, payment } = setup(results);
        await retryUntilDone(authorize);
        await retryUntilDone(capture);
        expect(payment()).toMatchObject({ status: 'captured' });
        expect(charges).toMatchObject([{ status: 'captured' }]);
      }),
    );
  });

  it('leaves no authorized or captured amount after a void', async () => {
    const step = fc.constantFrom('authorize' as const, 'capture' as const, 'refund' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        fc.array(callResult, { maxLength: 12 }),
        async (steps, results) => {
          const { commands, charges, now } = setup(results);
          for (const name of steps) await commands[name]().catch(() => undefined);
          now.advance(60);
          await retryUntilDone(commands.void);
          const remaining = charges.filter(({ status }) => status === 'authorized' || status === 'captured');
          expect(remaining).toEqual([]);
        },
      ),
    );
  });
});
