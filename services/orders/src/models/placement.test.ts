import { describe, expect, it } from '@jest/globals';
import {
  AuthorizePayment,
  CapturePayment,
  CloseCheckout,
  CommitStock,
  ReleaseStock,
  ReopenCheckout,
  ReserveStock,
  RestockOrder,
  VoidPayment,
} from '#libs/contracts';
import { purchaseEvents } from '#libs/testing';
import placeOrder from '../handlers/place-order.schema.ts';
import rejectOrder from '../handlers/reject-order.schema.ts';
import { authorizedPayment } from '../../test/authorized-payment.ts';
import { toPlacement } from './placement.ts';

const event = purchaseEvents().submitted;
const { customerId: _, ...guestData } = event.data;

describe.each([
  ['a customer', event],
  ['a guest', { ...event, data: guestData }],
])('the placement of %s', (_customer, submitted) => {
  const placement = toPlacement(submitted);
  const failure = { code: 'payment.declined' };

  it.each([
    [ReserveStock, placement.reserveStock],
    [AuthorizePayment, placement.authorizePayment],
    [placeOrder, placement.placeOrder],
    [CapturePayment, placement.step],
    [CapturePayment, { ...placement.step, payment: authorizedPayment(placement) }],
    [CommitStock, placement.step],
    [CloseCheckout, placement.checkout],
    [VoidPayment, placement.step],
    [ReleaseStock, placement.step],
    [RestockOrder, placement.step],
    [rejectOrder, { ...placement.placeOrder, error: { Error: 'TypeError', Cause: '{}' } }],
    [ReopenCheckout, { ...placement.checkout, failure }],
  ])('builds each command as its contract requires: %#', (contract, command) => {
    expect([contract.command, contract.validate(command), contract.validate.errors]).toEqual([
      contract.command,
      true,
      null,
    ]);
  });

  it('passes the payment token only to AuthorizePayment', () => {
    const { authorizePayment, ...others } = placement;
    expect(authorizePayment).toMatchObject({
      encryptedPaymentToken: event.data.encryptedPaymentToken,
      amount: { amount: 5990, currency: 'EUR' },
    });
    expect(JSON.stringify(others)).not.toContain(event.data.encryptedPaymentToken);
  });

  it('has no payment when there is nothing to pay', () => {
    const { encryptedPaymentToken: _token, ...data } = submitted.data;
    const { authorizePayment: _command, ...others } = placement;
    expect(toPlacement({ ...submitted, data })).toEqual(others);
  });
});
