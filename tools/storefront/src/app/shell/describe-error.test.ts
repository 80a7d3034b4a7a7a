import { describe, expect, it } from '@jest/globals';
import { SignInError, TradewindConnectionError, TradewindProblem } from '#libs/client';
import { describeError } from './describe-error.ts';

const call = { method: 'POST', path: '/x', correlationId: 'c', idempotencyKey: undefined, attempts: 1 };
const response = { headers: new Headers(), retryAfterSeconds: undefined };

describe('describeError', () => {
  it('shows title, detail and fields of a problem', () => {
    const problem = {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'request.invalid-body',
      detail: 'Correct the fields.',
      errors: [{ field: '/body/shippingAddress/postalCode', message: 'is required' }],
      requestId: 'r1',
    };
    expect(describeError(new TradewindProblem(problem, response, call))).toEqual({
      title: 'Bad Request',
      detail: 'Correct the fields. Postal code is required.',
      requestId: 'r1',
    });
  });

  it('shows the code of a problem without detail', () => {
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'stock.gone' };
    expect(describeError(new TradewindProblem(problem, response, call)).detail).toBe('stock.gone');
  });

  it('distinguishes network errors from others', () => {
    expect(describeError(new TradewindConnectionError('lost', call)).title).toBe('The shop does not respond');
    expect(describeError(new SignInError('NotAuthorizedException', 'Incorrect.')).detail).toBe('Incorrect.');
    expect(describeError(new TypeError('oops')).detail).toBe('oops');
    expect(describeError('text').detail).toBe('text');
  });
});
