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

describe('a line', () => {
  it('has fixed keys first, then the fields of its event', () => {
    expect(written({ correlationId: 'c-1', orderId: 'ord_1' })).toBe(
      '{"timestamp":"2030-01-01T12:00:00.000Z","level":"INFO","event":"order.placed","service":"orders",' +
        '"function":"place-order","stage":"prod","version":"7","requestId":"r-1","correlationId":"c-1",' +
        '"traceId":"1-a-b","orderId":"ord_1"}',
    );
  });

  it('names the task where no function runs', () => {
    expect(written({}, { POWERTOOLS_SERVICE_NAME: 'reporting', TASK_NAME: 'run-job' })).toContain(
      '"service":"reporting","function":"run-job"',
    );
  });

  it('tells name, code, message, stack and causes of an error, and nothing else that it carries', () => {
    const socket = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('no answer', { cause: socket }), { request: { body: 'the body' } });
    const { error: told } = JSON.parse(written({ error }));
    expect(told).toEqual({
      name: 'Error',
      message: 'no answer',
      stack: error.stack,
      cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED', stack: socket.stack },
    });
  });

  it('follows the causes of an error three steps deep, also where they go in circles', () => {
    const error = new Error('round');
    error.cause = error;
    expect(written({ error }).match(/"message":"round"/g)).toHaveLength(4);
  });
});
