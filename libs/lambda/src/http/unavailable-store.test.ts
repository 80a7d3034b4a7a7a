import { describe, expect, it } from '@jest/globals';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { AwsError } from '#libs/aws';
import { AppError } from '#libs/errors';
import { inMemoryIdempotency, lambdaContext, proxyEvent } from '#libs/testing';
import fc from 'fast-check';
import { Type } from 'typebox';
import { TimeLimitReached } from '../time-limit.ts';
import { anyone } from './access.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { toExpectedError } from './unavailable-store.ts';

const response = (name: string, status: number) =>
  new AwsError({ name, message: name }, { status, requestId: 'r' });
const sdkError = (name: string, status: number) =>
  new DynamoDBServiceException({ name, $fault: 'server', $metadata: { httpStatusCode: status } });
const named = (name: string) => Object.assign(new Error(name), { name });

const serverError = fc
  .tuple(
    fc.constantFrom(response, sdkError),
    fc.constantFrom('InternalServerError', 'ServiceUnavailable', 'InternalFailure', 'Unknown'),
    fc.constantFrom(500, 502, 503, 504),
  )
  .map(([create, name, status]) => create(name, status));
const rejection = fc
  .tuple(
    fc.constantFrom(response, sdkError),
    fc.constantFrom(
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
      'TooManyRequestsException',
      'TransactionConflictException',
      'TransactionInProgressException',
    ),
  )
  .map(([create, name]) => create(name, 400));
const networkError = fc
  .constantFrom('ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH')
  .map((code) => Object.assign(new Error('network'), { code }));
const timeout = fc.constantFrom('TimeoutError', 'RequestTimeout').map(named);
const oneFailure = fc.oneof(serverError, rejection, networkError, timeout);
const anyFailure = fc.oneof(
  oneFailure,
  fc.array(oneFailure, { minLength: 1, maxLength: 3 }).map((errors) => new AggregateError(errors)),
);

const unexpected = fc.constantFrom(
  new TypeError('oops'),
  new TimeLimitReached(),
  response('ValidationException', 400),
  response('AccessDeniedException', 400),
  response('ResourceNotFoundException', 400),
  response('ConditionalCheckFailedException', 400),
  sdkError('ValidationException', 400),
  new AggregateError([response('ServiceUnavailable', 503), new TypeError('oops')]),
  Object.assign(new Error('certificate'), { code: 'CERT_HAS_EXPIRED' }),
);

const route = httpRequest({
  tag: 'Seats',
  summary: 'Add a seat',
  description: 'At the end.',
  access: anyone,
  responses: { 204: Type.Null() },
});
const answer = (error: unknown, headers: Record<string, string> = {}) =>
  httpHandler(
    route,
    async () => {
      throw error;
    },
    { idempotency: inMemoryIdempotency() },
  )(proxyEvent({ headers }), lambdaContext());

describe('a request whose store or service is not available', () => {
  it('is answered with 503, a stable code and Retry-After, for any such error', () =>
    fc.assert(
      fc.asyncProperty(anyFailure, fc.boolean(), async (error, isIdempotent) => {
        const reply = await answer(error, isIdempotent ? { 'idempotency-key': 'k1' } : {});
        expect(reply.statusCode).toBe(503);
        expect(reply.headers).toMatchObject({
          'Retry-After': '2',
          'Content-Type': 'application/problem+json',
        });
        expect(JSON.parse(reply.body)).toMatchObject({ code: 'server.unavailable', status: 503 });
      }),
    ));

  it('is not an unexpected error, and every other error is', () =>
    fc.assert(
      fc.asyncProperty(unexpected, async (error) => {
        expect(toExpectedError(error)).toBeUndefined();
        await expect(answer(error)).rejects.toMatchObject({ name: error.name });
      }),
    ));

  it('has Retry-After for every unavailable error, also without seconds of its own', async () => {
    const { headers, statusCode } = await answer(new AppError('unavailable', 'payment.busy'));
    expect([statusCode, headers?.['Retry-After']]).toEqual([503, '1']);
  });
});
