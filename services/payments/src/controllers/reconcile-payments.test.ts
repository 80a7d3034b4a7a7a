import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { money, newId } from '#libs/models';
import { captureLogLines, inMemoryEncryptionKey } from '#libs/testing';
import { inMemoryPaymentProvider } from '../../test/in-memory-payment-provider.ts';
import { inMemoryPaymentRepository } from '../../test/in-memory-payment-repository.ts';
import type { ProviderBooks } from '../gateways/payment-provider.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'ERROR';
const { authorizePayment } = await import('./authorize-payment.ts');
const { capturePayment } = await import('./capture-payment.ts');
const { reconcilePayments } = await import('./reconcile-payments.ts');
const { refundPayment } = await import('./refund-payment.ts');
const { voidPayment } = await import('./void-payment.ts');

// The charges of this test are settled by then.
const dueAt = new Date(Date.now() + 15 * 60_000);

/** A command that the status of the payment does not allow is refused. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

function setup() {
  const payments = inMemoryPaymentRepository();
  const provider = inMemoryPaymentProvider();
  const tokenKey = inMemoryEncryptionKey();
  const deps = { payments, provider, tokenKey, now: () => new Date(), authorizeEndsWithinSeconds: 20 };
  const orderId = newId('ord');
  const order = { orderId, correlationId: 'c-1' };
  const commands = {
    authorize: async () => {
      const encryptedPaymentToken = await tokenKey.encrypt('tok_success', { orderId });
      return authorizePayment({ ...order, amount: money(500, 'EUR'), encryptedPaymentToken }, deps);
    },
    capture: () => capturePayment(order, deps),
    void: () => voidPayment(order, deps),
    refund: () => refundPayment(order, deps),
  };
  const charge = (reference: string) =>
    provider.authorize({
      reference,
      amount: money(500, 'EUR'),
      paymentToken: 'tok_success',
      idempotencyKey: crypto.randomUUID(),
    });
  const reconcile = async (books: ProviderBooks = provider, at = dueAt) => {
    let run = Promise.resolve();
    const lines = await captureLogLines(() => (run = reconcilePayments(at, { payments, books })));
    await run;
    return lines;
  };
  return { ...commands, commands, orderId, provider, charge, reconcile };
}

describe('the reconciliation of payments', () => {
  it('finds nothing after any sequence of commands', async () => {
    const steps = fc.array(fc.constantFrom('authorize', 'capture', 'void', 'refund'), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (names) => {
        const { commands, reconcile } = setup();
        for (const name of names) await commands[name]().catch(ignoreRefusal);
        expect(await reconcile()).toEqual([]);
      }),
    );
  });

  it('logs a second charge of an order as an error', async () => {
    const { authorize, capture, orderId, charge, reconcile } = setup();
    await authorize();
    await capture();
    const { authorizationId } = await charge(orderId);
    expect(await reconcile()).toMatchObject([
      {
        level: 'ERROR',
        event: 'payment.discrepancy',
        orderId,
        authorizationId,
        discrepancy: 'charged-twice',
      },
    ]);
  });

  it('logs a capture that payments did not record, on any page', async () => {
    const { authorize, charge, provider, reconcile } = setup();
    for (let i = 0; i < 100; i++) await provider.void((await charge(newId('ord'))).authorizationId);
    await authorize();
    await provider.capture('auth_101');
    expect(await reconcile()).toMatchObject([{ authorizationId: 'auth_101', discrepancy: 'status-differs' }]);
  });

  it('does not log a charge that changed while it was compared', async () => {
    const { authorize, capture, provider, reconcile } = setup();
    await authorize();
    await capture();
    let calls = 0;
    const books: ProviderBooks = {
      list: async (query) => {
        const page = await provider.list(query);
        calls += 1;
        if (calls > 1) return page;
        return { charges: page.charges.map((charge) => ({ ...charge, capturedTotal: 0 })) };
      },
    };
    expect(await reconcile(books)).toEqual([]);
    expect(calls).toBe(2);
  });

  it('leaves charges alone that are not settled', async () => {
    const { charge, orderId, reconcile } = setup();
    await charge(orderId);
    expect(await reconcile(undefined, new Date())).toEqual([]);
    expect(await reconcile()).toMatchObject([{ discrepancy: 'payment-not-found' }]);
  });

  it('fails when the provider does not respond', async () => {
    const { reconcile } = setup();
    const error = new AppError('unavailable', 'payment.provider-unavailable');
    await expect(reconcile({ list: () => Promise.reject(error) })).rejects.toBe(error);
  });
});
