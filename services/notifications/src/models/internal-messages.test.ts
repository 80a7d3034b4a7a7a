import { expect, it } from '@jest/globals';
import { maxJsonBytes } from '#libs/testing';
import DeliveryDue from './delivery-due.schema.ts';
import EndpointResumed from './endpoint-resumed.schema.ts';
import EndpointUnavailable from './endpoint-unavailable.schema.ts';

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const SQS_BYTES = 1024 * 1024;

it.each([DeliveryDue, EndpointResumed, EndpointUnavailable])('bounds the size of $type', ({ schema }) => {
  expect(maxJsonBytes(schema)).toBeLessThan(SQS_BYTES);
});
