import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorizedPayment } from '../test/authorized-payment.ts';
import { refused, simulatedServices, type CallResult } from '../test/simulated-services.ts';
import { runMachine } from '../test/state-machine.ts';
import { COMMAND_REFUSED } from '#libs/contracts';
import { purchaseEvents } from '#libs/testing';
import { toPlacement } from '../src/models/placement.ts';

type Services = ReturnType<typeof simulatedServices>;

const run = (services: Services) =>
  runMachine('place-order', toPlacement(purchaseEvents().submitted), services.handlers);

const runFree = (services: Services) => {
  const { authorizePayment: _, ...placement } = toPlacement(purchaseEvents().submitted);
  return runMachine('place-order', placement, services.handlers);
};

const forward = ['ReserveStock', 'AuthorizePayment', 'CapturePayment', 'CommitStock'];
const compensation = ['VoidPayment', 'ReleaseStock', 'RejectOrder', 'ReopenCheckout'];

describe('the placement saga', () => {
  it('runs each step once and places the order after payment and stock', async () => {
    const services = simulatedServices();
    await run(services);
    expect(services.calls).toEqual([...forward, 'PlaceOrder', 'CloseCheckout']);
    expect(services.state()).toMatchObject({
      stock: 'committed',
      payment: 'captured',
      checkout: 'completed',
      order: { status: 'placed', totals: { total: 5990 } },
    });
  });

  it('skips payments when there is nothing to pay', async () => {
    const services = simulatedServices();
    await runFree(services);
    const steps = forward.filter((name) => !name.includes('Payment'));
    expect(services.calls).toEqual([...steps, 'PlaceOrder', 'CloseCheckout']);
    expect(services.state()).toMatchObject({ payment: 'none', order: { status: 'placed' } });
  });

  it('compensates without payments when there is nothing to pay and CommitStock is refused', async () => {
    const services = simulatedServices({ refusals: { CommitStock: 'step.refused' } });
    await runFree(services);
    expect(services.calls.filter((name) => name.includes('Payment'))).toEqual([]);
    expect(services.state()).toMatchObject({
      stock: 'released',
      payment: 'none',
      checkout: 'open',
      order: { status: 'rejected', failure: { code: 'step.refused' } },
    });
  });

  it('rejects the order without calling payments when there is no stock', async () => {
    const services = simulatedServices({ refusals: { ReserveStock: 'stock.insufficient' } });
    await run(services);
    expect(services.calls).toEqual(['ReserveStock', 'ReleaseStock', 'RejectOrder', 'ReopenCheckout']);
    expect(services.state()).toMatchObject({
      payment: 'none',
      checkout: 'open',
      order: { status: 'rejected', failure: { code: 'stock.insufficient', detail: 'Refused.' } },
    });
  });

  it.each(['AuthorizePayment', 'CapturePayment', 'CommitStock'])(
    'compensates all steps in order when %s is refused',
    async (step) => {
      const services = simulatedServices({ refusals: { [step]: 'step.refused' } });
      await run(services);
      expect(services.calls).toEqual([...forward.slice(0, forward.indexOf(step) + 1), ...compensation]);
      expect(services.state()).toMatchObject({
        stock: 'released',
        payment: step === 'CommitStock' ? 'refunded' : 'voided',
        checkout: 'open',
        order: { status: 'rejected', failure: { code: 'step.refused' } },
      });
    },
  );

  it.each(forward)('compensates all steps when %s always fails', async (step) => {
    const services = simulatedServices({ broken: [step] });
    await run(services);
    expect(services.calls.filter((call) => call === step).length).toBeGreaterThan(1);
    expect(services.calls.slice(-3)).toEqual(compensation.slice(-3));
    expect(services.state()).toMatchObject({
      checkout: 'open',
      order: { status: 'rejected', failure: { code: 'order.placement-failed' } },
    });
  });

  it('waits for throttled functions and still retries later failures', async () => {
    const services = simulatedServices();
    const throttled = Object.assign(new Error('Rate Exceeded.'), { name: 'Lambda.TooManyRequestsException' });
    const failed = Object.assign(new Error('unavailable'), { name: 'payment.provider-unavailable' });
    const failures = [...Array<Error>(100).fill(throttled), ...Array<Error>(6).fill(failed)];
    const AuthorizePayment: (typeof services.handlers)[string] = async (input) => {
      const failure = failures.shift();
      if (failure) throw failure;
      return services.handlers['AuthorizePayment']!(input);
    };
    const placement = toPlacement(purchaseEvents().submitted);
    await runMachine('place-order', placement, { ...services.handlers, AuthorizePayment });
    expect(services.state()).toMatchObject({ payment: 'captured', checkout: 'completed' });
  });

  it('passes the payment from AuthorizePayment to CapturePayment', async () => {
    const services = simulatedServices();
    const captured: unknown[] = [];
    const placement = toPlacement(purchaseEvents().submitted);
    const payment = authorizedPayment(placement);
    await runMachine('place-order', placement, {
      ...services.handlers,
      AuthorizePayment: async () => ({ payment }),
      CapturePayment: async (command) => captured.push(command),
    });
    expect(captured).toEqual([{ ...placement.step, payment }]);
  });

  it.each([
    ['TimeoutError', 6],
    ['ThrottlingException', 6],
    ['ProvisionedThroughputExceededException', 6],
    ['Lambda.ClientExecutionTimeoutException', 6],
    ['stock.busy', 6],
    ['TypeError', 2],
    [COMMAND_REFUSED, 0],
  ])('retries %s %d times while the customer waits', async (name, retries) => {
    const services = simulatedServices();
    let attempts = 0;
    const ReserveStock: (typeof services.handlers)[string] = async () => {
      attempts++;
      throw Object.assign(refused({ code: 'stock.insufficient' }), { name });
    };
    const placement = toPlacement(purchaseEvents().submitted);
    await runMachine('place-order', placement, { ...services.handlers, ReserveStock });
    expect(attempts).toBe(retries + 1);
    expect(services.state()).toMatchObject({ stock: 'released', checkout: 'open' });
  });

  it('reopens the checkout with the failure only', async () => {
    const services = simulatedServices({ refusals: { AuthorizePayment: 'payment.declined' } });
    const reopened: unknown[] = [];
    const ReopenCheckout: (typeof services.handlers)[string] = async (input) => {
      reopened.push(input);
      return {};
    };
    const placement = toPlacement(purchaseEvents().submitted);
    await runMachine('place-order', placement, { ...services.handlers, ReopenCheckout });
    expect(reopened).toEqual([
      { ...placement.checkout, failure: { code: 'payment.declined', detail: 'Refused.' } },
    ]);
  });

  it('restocks when only the response of CommitStock was lost', async () => {
    const results: CallResult[] = [
      ...Array<CallResult>(3).fill('success'),
      ...Array<CallResult>(20).fill('response-lost'),
    ];
    const services = simulatedServices({ results });
    await run(services);
    expect(services.calls).toContain('RestockOrder');
    expect(services.state()).toMatchObject({ stock: 'restocked', payment: 'refunded', checkout: 'open' });
  });

  it('fails when a compensating step is refused', async () => {
    const services = simulatedServices({
      refusals: { AuthorizePayment: 'payment.declined', VoidPayment: 'step.refused' },
    });
    await expect(run(services)).rejects.toMatchObject({ name: 'order.not-undone' });
  });

  it('fails without compensation when a paid order cannot be placed', async () => {
    const services = simulatedServices({ refusals: { PlaceOrder: 'order.rejected' } });
    await expect(run(services)).rejects.toMatchObject({ name: 'order.not-placed' });
    expect(services.state()).toMatchObject({ stock: 'committed', payment: 'captured' });
  });

  it('ends with everything completed or everything compensated for any call results', async () => {
    const callResult = fc.constantFrom<CallResult>('success', 'success', 'response-lost', 'failure');
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(callResult, { maxLength: 40 }), async (results) => {
        const services = simulatedServices({ results: [...results] });
        await run(services);
        const { stock, payment, checkout, order } = services.state();
        outcomes.add(order!.status);
        const isCompleted =
          order!.status === 'placed' && [stock, payment, checkout].join() === 'committed,captured,completed';
        const isCompensated =
          order!.status === 'rejected' &&
          checkout === 'open' &&
          ['none', 'voided', 'refunded'].includes(payment) &&
          ['released', 'restocked'].includes(stock);
        expect(isCompleted || isCompensated).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect([...outcomes].toSorted()).toEqual(['placed', 'rejected']);
  });
});
