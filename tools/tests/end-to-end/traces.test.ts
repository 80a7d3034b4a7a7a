import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { RecordedSpan } from '#libs/testing';
import { cloud, seededProduct, shippingAddress } from './shop.ts';

/** Buys something: three requests under one correlation id. */
async function buy(correlationId: string): Promise<void> {
  const call = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    cloud.call(method, path, {
      as: 'customer',
      body,
      headers: { 'X-Correlation-Id': correlationId, ...headers },
    });
  const created = await call('POST', '/checkout/sessions', {
    lineItems: [{ productId: seededProduct(2), quantity: 1 }],
  });
  const session = `/checkout/sessions/${created.body.sessionId}`;
  await call('PATCH', session, {
    email: `${correlationId}@example.com`,
    shippingAddress,
    shippingOption: 'standard',
  });
  const headers = { 'Idempotency-Key': randomUUID(), Prefer: 'wait=10' };
  await call('POST', `${session}/complete`, { payment: { token: 'tok_success' } }, headers);
  await cloud.settled();
}

/** `kind name`, with functions and resources by their key, because their names contain the stage. */
const label = ({ kind, name, resourceKey }: RecordedSpan): string =>
  kind === 'call' || kind === 'request' || kind === 'state' ? `${kind} ${name}` : `${kind} ${resourceKey}`;

describe('the trace of a purchase', () => {
  it('contains its requests, functions, writes, messages, saga and email as one tree', async () => {
    const correlationId = `trace-${randomUUID()}`;
    await buy(correlationId);
    const { spans = [] } = await cloud.trace(correlationId);
    const byId = new Map(spans.map((span) => [span.id, span]));
    const pathTo = (span: RecordedSpan): readonly string[] => {
      const parent = byId.get(span.parentId ?? '');
      return [...(parent === undefined ? [] : pathTo(parent)), label(span)];
    };
    const paths = spans.map(pathTo);
    const complete = [
      'request POST /checkout/sessions/{sessionId}/complete',
      'invocation checkout/CompleteDashsessionLambdaFunction',
      'call dynamodb:PutItem',
      'invocation checkout/PublishDashsubmissionsLambdaFunction',
      'call sns:Publish',
    ];
    const saga = [
      ...complete,
      'message orders/PlacementsQueue',
      'invocation orders/StartDashplacementLambdaFunction',
      'call states:StartExecution',
      'execution orders/PlaceOrderStateMachine',
    ];
    expect(paths).toContainEqual([
      ...saga,
      'state ReserveStock',
      'invocation inventory/ReserveDashstockLambdaFunction',
      'call dynamodb:UpdateItem',
    ]);
    expect(paths).toContainEqual([
      ...saga,
      'state PlaceOrder',
      'invocation orders/PlaceDashorderLambdaFunction',
      'call dynamodb:PutItem',
      'invocation orders/PublishDashorderDashchangesLambdaFunction',
      'call sns:Publish',
      'message notifications/EventsQueue',
    ]);
    // The events of the submission and of the order often arrive as one batch: its invocation is shown below the first message.
    const email = [
      'message notifications/EventsQueue',
      'invocation notifications/OnDasheventLambdaFunction',
      'call sqs:SendMessage',
      'message notifications/EmailsQueue',
      'invocation notifications/SendDashemailLambdaFunction',
      'call ses:SendEmail',
    ];
    const emailPath = paths.find((path) => path.at(-1) === 'call ses:SendEmail') ?? [];
    expect(emailPath.slice(0, complete.length)).toEqual(complete);
    expect(emailPath.slice(-email.length)).toEqual(email);
    expect(spans.filter(({ status }) => status !== 'ok')).toEqual([]);
    // The payment provider is outside of the system: its webhook is the only request that the customer did not send.
    const roots = spans.filter(({ parentId }) => parentId === undefined).map(label);
    expect(new Set(roots)).toEqual(
      new Set([
        'request POST /checkout/sessions',
        'request PATCH /checkout/sessions/{sessionId}',
        'request POST /checkout/sessions/{sessionId}/complete',
        'request POST /payments/webhooks',
      ]),
    );
  });
});
