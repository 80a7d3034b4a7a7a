import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shop, type Weather } from '../../test/shop.ts';
import { runMachine } from '../../test/state-machine.ts';
import { purchaseEvents } from '#libs/testing';
import { placementOf } from '../models/placement.ts';

const run = (world: ReturnType<typeof shop>) =>
  runMachine('place-order', placementOf(purchaseEvents().submitted), world.handlers);

const forward = ['ReserveStock', 'AuthorizePayment', 'PlaceOrder', 'CapturePayment', 'CommitStock'];
const back = ['VoidPayment', 'ReleaseStock', 'RejectOrder', 'ReopenCheckout'];

describe('the placement saga', () => {
  it('places an order: each step once, and the order stands when money and stock are taken', async () => {
    const world = shop();
    await run(world);
    expect(world.calls).toEqual([...forward, 'ConfirmOrder', 'CloseCheckout']);
    expect(world.end()).toMatchObject({
      stock: 'committed',
      payment: 'captured',
      checkout: 'completed',
      order: { status: 'placed', totals: { total: 5990 } },
    });
  });

  it('gives up at once when there is no stock: nothing was asked of the payment', async () => {
    const world = shop({ refusals: { ReserveStock: 'stock.insufficient' } });
    await run(world);
    expect(world.calls).toEqual(['ReserveStock', 'ReleaseStock', 'RejectOrder', 'ReopenCheckout']);
    expect(world.end()).toMatchObject({
      payment: 'none',
      checkout: 'open',
      order: { status: 'rejected', failure: { code: 'stock.insufficient', detail: 'No.' } },
    });
  });

  it.each(['AuthorizePayment', 'PlaceOrder', 'CapturePayment', 'CommitStock'])(
    'undoes everything, in order, when %s refuses',
    async (step) => {
      const world = shop({ refusals: { [step]: 'step.refused' } });
      await run(world);
      expect(world.calls).toEqual([...forward.slice(0, forward.indexOf(step) + 1), ...back]);
      expect(world.end()).toMatchObject({
        stock: 'released',
        payment: step === 'CommitStock' ? 'refunded' : 'voided',
        checkout: 'open',
        order: { status: 'rejected', failure: { code: 'step.refused' } },
      });
    },
  );

  it.each(forward)('undoes everything when %s never answers', async (step) => {
    const world = shop({ broken: [step] });
    await run(world);
    expect(world.calls.filter((call) => call === step).length).toBeGreaterThan(1);
    expect(world.calls.slice(-3)).toEqual(back.slice(-3));
    expect(world.end()).toMatchObject({
      checkout: 'open',
      order: { status: 'rejected', failure: { code: 'order.placement-failed' } },
    });
  });

  it('lets a rush wait its turn, and still tries again what fails after it', async () => {
    const world = shop();
    const throttled = Object.assign(new Error('Rate Exceeded.'), { name: 'Lambda.TooManyRequestsException' });
    const failed = Object.assign(new Error('It is away.'), { name: 'payment.provider-unavailable' });
    const failures = [...Array<Error>(100).fill(throttled), ...Array<Error>(6).fill(failed)];
    const AuthorizePayment: (typeof world.handlers)[string] = async (input) => {
      const failure = failures.shift();
      if (failure) throw failure;
      return world.handlers['AuthorizePayment']!(input);
    };
    const placement = placementOf(purchaseEvents().submitted);
    await runMachine('place-order', placement, { ...world.handlers, AuthorizePayment });
    expect(world.end()).toMatchObject({ payment: 'captured', checkout: 'completed' });
  });

  it('tells the buyer of the checkout again why it failed, and no more than that', async () => {
    const world = shop({ refusals: { AuthorizePayment: 'payment.declined' } });
    const reopened: unknown[] = [];
    const ReopenCheckout: (typeof world.handlers)[string] = async (input) => {
      reopened.push(input);
      return { outcome: 'done' };
    };
    const placement = placementOf(purchaseEvents().submitted);
    await runMachine('place-order', placement, { ...world.handlers, ReopenCheckout });
    expect(reopened).toEqual([
      { ...placement.checkout, failure: { code: 'payment.declined', detail: 'No.' } },
    ]);
  });

  it('puts committed stock back when only the answer of the commit was lost', async () => {
    const lost: Weather[] = [...Array<Weather>(4).fill('fair'), ...Array<Weather>(20).fill('answer-lost')];
    const world = shop({ forecast: lost });
    await run(world);
    expect(world.calls).toContain('RestockOrder');
    expect(world.end()).toMatchObject({ stock: 'restocked', payment: 'refunded', checkout: 'open' });
  });

  it('fails, for an alarm to ring, when a step back is refused', async () => {
    const world = shop({ refusals: { AuthorizePayment: 'payment.declined', VoidPayment: 'step.refused' } });
    await expect(run(world)).rejects.toMatchObject({ name: 'order.not-undone' });
  });

  it('never undoes what is paid and taken, but fails when it cannot be confirmed', async () => {
    const world = shop({ refusals: { ConfirmOrder: 'order.rejected' } });
    await expect(run(world)).rejects.toMatchObject({ name: 'order.not-confirmed' });
    expect(world.end()).toMatchObject({ stock: 'committed', payment: 'captured' });
  });

  it('in any weather ends with everything done or everything undone', async () => {
    const weather = fc.constantFrom<Weather>('fair', 'fair', 'answer-lost', 'down');
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(weather, { maxLength: 40 }), async (forecast) => {
        const world = shop({ forecast: [...forecast] });
        await run(world);
        const { stock, payment, checkout, order } = world.end();
        outcomes.add(order!.status);
        const isDone =
          order!.status === 'placed' && [stock, payment, checkout].join() === 'committed,captured,completed';
        const isUndone =
          order!.status === 'rejected' &&
          checkout === 'open' &&
          ['none', 'voided', 'refunded'].includes(payment) &&
          ['released', 'restocked'].includes(stock);
        expect(isDone || isUndone).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect([...outcomes].toSorted()).toEqual(['placed', 'rejected']);
  });
});
