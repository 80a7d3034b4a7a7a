import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { money, newId } from '#libs/models';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { inMemoryPaymentProvider, type Weather } from '../../test/in-memory-payment-provider.ts';
import type { Payment } from '../models/payment.ts';
import { authorizePayment } from './authorize-payment.ts';
import { capturePayment } from './capture-payment.ts';
import { refundPayment } from './refund-payment.ts';
import { voidPayment } from './void-payment.ts';

function shop(forecast: Weather[] = []) {
  const now = fixedClock();
  const payments = inMemoryRecordRepository<Payment>(['orderId']);
  const provider = inMemoryPaymentProvider(() => forecast.shift() ?? 'fair');
  const deps = { payments, provider, now };
  const orderId = newId('ord');
  const order = { orderId, correlationId: 'c-1' };
  const commands = {
    authorize: (paymentToken = 'tok_success') =>
      authorizePayment({ ...order, amount: money(500, 'EUR'), paymentToken }, deps),
    capture: () => capturePayment(order, deps),
    void: () => voidPayment(order, deps),
    refund: () => refundPayment(order, deps),
  };
  const standing = () => payments.records()[0];
  return { ...commands, commands, standing, deps, order, now, charges: provider.charges };
}

describe('authorizing a payment', () => {
  it('holds the money once, however often it is asked', async () => {
    const { authorize, standing, charges } = shop();
    const first = await authorize();
    expect(await authorize()).toEqual(first);
    expect(standing()).toMatchObject({
      status: 'authorized',
      authorizationId: 'auth_1',
      amount: { amount: 500 },
    });
    expect(charges).toHaveLength(1);
  });

  it('charges once when the provider has charged and its answer was lost', async () => {
    const { authorize, capture, standing, charges } = shop();
    const lost = authorize('tok_timeout_after_charge');
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable', code: 'payment.provider-unavailable' });
    expect(standing()).toMatchObject({ status: 'authorizing' });
    await authorize('tok_timeout_after_charge');
    await capture();
    expect(charges).toEqual([expect.objectContaining({ status: 'captured', amount: 500 })]);
  });

  it.each([
    ['tok_declined', 'payment.declined'],
    ['tok_of_nobody', 'payment.token-invalid'],
  ])('remembers that %s was refused', async (token, code) => {
    const { authorize, standing } = shop();
    await expect(authorize(token)).rejects.toMatchObject({ code });
    expect(standing()).toMatchObject({ status: 'declined', declineCode: code });
    await expect(authorize(token)).rejects.toMatchObject({ code });
  });

  it.each(['payment.amount-too-small', 'payment.currency-unsupported'])(
    'remembers that the provider refused: %s',
    async (code) => {
      const { order, deps, standing } = shop();
      const refusing = { ...deps.provider, authorize: () => Promise.reject(new AppError('invalid', code)) };
      const command = { ...order, amount: money(30, 'EUR'), paymentToken: 'tok_success' };
      const attempt = authorizePayment(command, { ...deps, provider: refusing });
      await expect(attempt).rejects.toMatchObject({ code });
      expect(standing()).toMatchObject({ status: 'declined', declineCode: code });
    },
  );

  it('that comes after the void is refused, and asks nobody', async () => {
    const { authorize, void: undo, charges } = shop();
    await undo();
    await expect(authorize()).rejects.toMatchObject({ kind: 'conflict', code: 'payment.voided' });
    expect(charges).toEqual([]);
  });

  it('that is voided while the provider is at work is let go', async () => {
    const { order, deps, charges, void: undo } = shop();
    const slow = {
      ...deps.provider,
      authorize: async (request: Parameters<typeof deps.provider.authorize>[0]) => {
        await undo().catch(() => undefined);
        return deps.provider.authorize(request);
      },
    };
    const late = authorizePayment(
      { ...order, amount: money(500, 'EUR'), paymentToken: 'tok_success' },
      { ...deps, provider: slow },
    );
    await expect(late).rejects.toMatchObject({ code: 'payment.voided' });
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });
});

describe('capturing a payment', () => {
  it('takes the money once', async () => {
    const { authorize, capture, standing } = shop();
    await authorize();
    expect(await capture()).toEqual(await capture());
    expect(standing()).toMatchObject({ status: 'captured' });
  });

  it('is refused where there is nothing to take', async () => {
    const { authorize, capture, void: undo } = shop();
    await expect(capture()).rejects.toMatchObject({ kind: 'not-found', code: 'payment.unknown' });
    await authorize();
    await undo();
    await expect(capture()).rejects.toMatchObject({ code: 'payment.voided' });
  });
});

describe('voiding a payment', () => {
  it('lets go of what is held', async () => {
    const { authorize, void: undo, standing, charges } = shop();
    await authorize();
    await undo();
    await undo();
    expect(standing()).toMatchObject({ status: 'voided' });
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });

  it('finds what an attempt with a lost answer holds', async () => {
    const { authorize, void: undo, charges } = shop();
    await expect(authorize('tok_timeout_after_charge')).rejects.toThrow(AppError);
    await undo();
    expect(charges).toMatchObject([{ status: 'voided' }]);
  });

  it('is not done while an attempt may still come to hold something', async () => {
    const { authorize, void: undo, now } = shop(['down']);
    await expect(authorize()).rejects.toThrow(AppError);
    await expect(undo()).rejects.toMatchObject({ kind: 'unavailable', code: 'payment.outcome-unknown' });
    now.advance(5);
    await undo();
  });

  it('gives back what was captured, also when the capture is not on record', async () => {
    for (const forecast of [[], ['fair', 'answer-lost']] as Weather[][]) {
      const { authorize, capture, void: undo, charges } = shop(forecast);
      await authorize();
      await capture().catch(() => undefined);
      await undo();
      expect(charges).toMatchObject([{ status: 'refunded' }]);
    }
  });
});

describe('refunding a payment', () => {
  it('gives everything back once', async () => {
    const { authorize, capture, refund, standing } = shop();
    await authorize();
    await expect(refund()).rejects.toMatchObject({ code: 'payment.not-captured' });
    await capture();
    expect(await refund()).toEqual(await refund());
    expect(standing()).toMatchObject({ status: 'refunded', refundedTotal: 500 });
  });

  it('is refused where there is no payment', async () => {
    await expect(shop().refund()).rejects.toMatchObject({ code: 'payment.unknown' });
  });
});

const weather = fc.constantFrom<Weather>('fair', 'answer-lost', 'down');
const untilDone = async (command: () => Promise<unknown>) => {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      return await command();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') return error;
    }
  }
  throw new Error('It never ended.');
};

describe('in any weather', () => {
  it('a payment that is tried until it is done charges once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(weather, { maxLength: 12 }), async (forecast) => {
        const { authorize, capture, charges, standing } = shop(forecast);
        await untilDone(authorize);
        await untilDone(capture);
        expect(standing()).toMatchObject({ status: 'captured' });
        expect(charges).toMatchObject([{ status: 'captured' }]);
      }),
    );
  });

  it('a payment that is undone after anything at all leaves no money behind', async () => {
    const step = fc.constantFrom('authorize' as const, 'capture' as const, 'refund' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        fc.array(weather, { maxLength: 12 }),
        async (steps, forecast) => {
          const { commands, charges, now } = shop(forecast);
          for (const name of steps) await commands[name]().catch(() => undefined);
          now.advance(60);
          await untilDone(commands.void);
          const kept = charges.filter(({ status }) => status === 'authorized' || status === 'captured');
          expect(kept).toEqual([]);
        },
      ),
    );
  });
});
