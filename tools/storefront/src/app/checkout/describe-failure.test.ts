import { expect, it } from '@jest/globals';
import { describeFailure } from './describe-failure.ts';

it('says what to do after a known failure', () => {
  expect(describeFailure({ code: 'payment.declined' })).toEqual({
    title: 'The payment was declined',
    detail: 'Your card was not charged. Pay with another card.',
  });
});

it('prefers the detail of the API, and shows the code of an unknown failure', () => {
  expect(describeFailure({ code: 'stock.insufficient', detail: 'Only 1 is left.' }).detail).toBe(
    'Only 1 is left.',
  );
  expect(describeFailure({ code: 'risk.blocked' }).detail).toContain('risk.blocked');
});
