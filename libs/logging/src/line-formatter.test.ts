import { describe, expect, it } from '@jest/globals';
import { LineFormatter } from './line-formatter.ts';
import { redact } from './redaction.ts';

const environment = {
  POWERTOOLS_SERVICE_NAME: 'orders',
  STAGE: 'prod',
  AWS_LAMBDA_FUNCTION_NAME: 'tradewind-orders-prod-place-order',
  AWS_LAMBDA_FUNCTION_VERSION: '7',
};
const line = {
  timestamp: new Date('2030-01-01T12:00:00Z'),
  logLevel: 'INFO' as const,
  message: 'order.placed',
  xRayTraceId: '1-a-b',
  serviceName: 'orders',
  environment: '',
  awsRegion: 'us-east-1',
  sampleRateValue: 0,
  lambdaContext: {
    awsRequestId: 'r-1',
    functionName: 'f',
    memoryLimitInMB: '512',
    functionVersion: '7',
    coldStart: true,
    invokedFunctionArn: 'arn',
  },
};
const written = (attributes: Record<string, unknown>, from: Record<string, string> = environment) => {
  const item = new LineFormatter(from).formatAttributes(line, attributes as never);
  item.prepareForPrint();
  return JSON.stringify(item.getAttributes(), redact);
};

describe('LineFormatter', () => {
  it('writes fixed keys first, then the fields of the event', () => {
    expect(written({ correlationId: 'c-1', orderId: 'ord_1' })).toBe(
      '{"timestamp":"2030-01-01T12:00:00.000Z","level":"INFO","event":"order.placed","service":"orders",' +
        '"function":"place-order","stage":"prod","version":"7","requestId":"r-1","correlationId":"c-1",' +
        '"traceId":"1-a-b","orderId":"ord_1"}',
    );
  });

  it('writes the task name outside of Lambda', () => {
    expect(written({}, { POWERTOOLS_SERVICE_NAME: 'reporting', TASK_NAME: 'run-job' })).toContain(
      '"service":"reporting","function":"run-job"',
    );
  });

  it('writes name, code, message, stack and causes of an error, and no other properties', () => {
    const socket = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('no response', { cause: socket }), {
      request: { body: 'the body' },
    });
    const { error: logged } = JSON.parse(written({ error }));
    expect(logged).toEqual({
      name: 'Error',
      message: 'no response',
      stack: error.stack,
      cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED', stack: socket.stack },
    });
  });

  it('writes up to three nested causes of an error, even if they are circular', () => {
    const error = new Error('round');
    error.cause = error;
    expect(written({ error }).match(/"message":"round"/g)).toHaveLength(4);
  });
});
