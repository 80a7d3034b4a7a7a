import { cancellation, lastUnit } from '../system/scenarios.ts';
import { inMachine, type PlantedBug } from './planted-bug.ts';

const catchAll = (Next: string) => () => ({
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next }],
});
const fewRetries = () => ({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }] });

export const bugsInStateMachines: readonly PlantedBug[] = [
  {
    description: 'a failed capture releases the stock, but does not void the payment',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { CapturePayment: catchAll('ReleaseStock') }),
  },
  {
    description: 'a failed reservation rejects the order without releasing the stock',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { ReserveStock: catchAll('RejectOrder') }),
  },
  {
    description: 'a declined payment rejects the order without releasing the stock',
    scenario: lastUnit(0),
    plant: inMachine('place-order', { AuthorizePayment: catchAll('RejectOrder') }),
  },
  {
    description: 'the stock of a failed free order is not released',
    scenario: cancellation(1),
    plant: inMachine('place-order', { IsVoidRequired: () => ({ Default: 'RejectOrder' }) }),
  },
  {
    description: 'stock that was committed although the answer was lost is not restocked',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { ReleaseStock: catchAll('OrderNotUndone') }),
  },
  {
    description: 'ReleaseStock is retried although it was refused',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { ReleaseStock: ({ Retry = [] }) => ({ Retry: Retry.slice(1) }) }),
  },
  {
    description: 'PlaceOrder is abandoned after three retries',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { PlaceOrder: fewRetries }),
  },
  {
    description: 'VoidPayment is abandoned after three retries',
    scenario: lastUnit(1),
    plant: inMachine('place-order', { VoidPayment: fewRetries }),
  },
  {
    description: 'the order is placed before its payment is captured',
    scenario: lastUnit(1),
    plant: inMachine('place-order', {
      AuthorizePayment: () => ({ Next: 'CommitStock' }),
      PlaceOrder: () => ({ Next: 'CapturePayment' }),
      CapturePayment: () => ({ Next: 'CloseCheckout' }),
    }),
  },
  {
    description: 'a canceled order is not refunded',
    scenario: cancellation(0),
    plant: inMachine('cancel-order', { IsRefundRequired: () => ({ Choices: [] }) }),
  },
  {
    description: 'a canceled order is not restocked',
    scenario: cancellation(0),
    plant: inMachine('cancel-order', { RefundPayment: () => ({ Next: 'MarkCanceled' }) }),
  },
  {
    description: 'a cancellation after the dispatch ends with an alarm',
    scenario: cancellation(0),
    plant: inMachine('cancel-order', { CancelShipments: ({ Catch = [] }) => ({ Catch: Catch.slice(1) }) }),
  },
  {
    description: 'the refund does not wait for the cancellation of the shipments',
    scenario: cancellation(0),
    plant: (rules) => {
      const reordered = inMachine('cancel-order', {
        RestockOrder: () => ({ Next: 'CancelShipments' }),
        CancelShipments: () => ({ Next: 'MarkCanceled' }),
      })(rules);
      const machine = { ...reordered.machines['cancel-order']!, StartAt: 'IsRefundRequired' };
      return { ...reordered, machines: { ...reordered.machines, 'cancel-order': machine } };
    },
  },
];
