import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineLogger } from './line-logger.ts';
import { redact } from './redaction.ts';

const environment = {
  POWERTOOLS_SERVICE_NAME: 'orders',
  STAGE: 'prod',
  AWS_LAMBDA_FUNCTION_NAME: 'tradewind-orders-prod-place-order',
  AWS_LAMBDA_FUNCTION_VERSION: '7',
};

const { POWERTOOLS_LOG_LEVEL: levelOfTests } = process.env;
afterEach(() => {
  process.env['POWERTOOLS_LOG_LEVEL'] = levelOfTests;
  delete process.env['_X_AMZN_TRACE_ID'];
});

function recorded(from: Record<string, string> = environment) {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
  const written: { readonly stream: string; readonly line: string }[] = [];
  const logger = new LineLogger(from, {
    stdout: (line) => written.push({ stream: 'stdout', line }),
    stderr: (line) => written.push({ stream: 'stderr', line }),
  });
  return { logger, written, last: () => written.at(-1)?.line ?? '' };
}

const withoutTimestamp = (line: string) => line.replace(/"timestamp":"[^"]*",/, '');

describe('LineLogger', () => {
  it('writes fixed keys first, then the fields of the event', () => {
    process.env['_X_AMZN_TRACE_ID'] = 'Root=1-a-b;Parent=c;Sampled=1';
    const { logger, last } = recorded();
    logger.addContext({ awsRequestId: 'r-1' });
    logger.setCorrelationId('c-1');
    logger.info('order.placed', {
      orderId: 'ord_1',
      lines: 2,
      isGuest: false,
      note: undefined,
      codes: ['a'],
    });
    expect(withoutTimestamp(last())).toBe(
      '{"level":"INFO","event":"order.placed","service":"orders","function":"place-order","stage":"prod",' +
        '"version":"7","requestId":"r-1","correlationId":"c-1","traceId":"1-a-b",' +
        '"orderId":"ord_1","lines":2,"isGuest":false,"codes":["a"]}\n',
    );
    expect(last()).toMatch(/^\{"timestamp":"\d{4}-\d\d-\d\dT[\d:.]+Z",/);
  });

  it('writes any fields as JSON.stringify and the redaction write them, without empty ones', () => {
    const { logger, last } = recorded({});
    const secret = `sk_${'live'}_51HxAbCdEfGhIjKl`;
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'ada@example.com',
        secret,
        '+49 170 1234567',
        `a"${secret}`,
        "Received 'x'",
        '{"name":"A"}',
      ),
    );
    const value = fc.oneof(text, fc.jsonValue(), fc.double(), fc.boolean(), fc.constant(undefined));
    const name = fc
      .oneof(fc.string(), fc.constantFrom('email', 'sessionToken', 'Session-Token', 'orderId', 'name', 'a"b'))
      .filter((key) => !['error', 'message', '__proto__'].includes(key));
    fc.assert(
      fc.property(fc.dictionary(name, value), (fields) => {
        logger.info('order.placed', fields as never);
        const isEmpty = (field: unknown) => field === undefined || field === null || field === '';
        const expected = Object.entries(fields).filter(([, field]) => !isEmpty(field));
        const rest = JSON.stringify(Object.fromEntries(expected), redact).slice(1);
        const start = '{"level":"INFO","event":"order.placed"';
        expect(withoutTimestamp(last())).toBe(`${start}${rest === '}' ? '' : ','}${rest}\n`);
      }),
      { numRuns: 500 },
    );
  });

  it('writes one line for each call with any fields', () => {
    const { logger, last } = recorded();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, text) => {
        logger.info('order.placed', { [name]: text } as never);
        expect(last().indexOf('\n')).toBe(last().length - 1);
        expect(JSON.parse(last())).toMatchObject({ event: 'order.placed' });
      }),
    );
  });

  it('writes information to stdout, and warnings and errors to stderr, from the level of the configuration', () => {
    const { logger, written } = recorded();
    logger.debug('order.read');
    logger.info('order.placed');
    logger.warn('order.inconsistent');
    logger.error('order.failed');
    expect(
      written.map(({ stream, line }) => [stream, (JSON.parse(line) as { level: string }).level]),
    ).toEqual([
      ['stdout', 'INFO'],
      ['stderr', 'WARN'],
      ['stderr', 'ERROR'],
    ]);
  });

  it('forgets the ids of the invocation before', () => {
    const { logger, last } = recorded();
    process.env['_X_AMZN_TRACE_ID'] = 'Root=1-a-b';
    logger.addContext({ awsRequestId: 'r-1' });
    logger.setCorrelationId('c-1');
    delete process.env['_X_AMZN_TRACE_ID'];
    logger.addContext({ awsRequestId: 'r-2' });
    logger.info('order.placed');
    expect(JSON.parse(last())).not.toHaveProperty('traceId');
    expect(JSON.parse(last())).not.toHaveProperty('correlationId');
    expect(JSON.parse(last())).toMatchObject({ requestId: 'r-2' });
  });

  it('writes the task name outside of Lambda', () => {
    const { logger, last } = recorded({ POWERTOOLS_SERVICE_NAME: 'reporting', TASK_NAME: 'run-job' });
    logger.info('job.done');
    expect(last()).toContain('"service":"reporting","function":"run-job"');
  });

  it('writes name, code, message, stack and causes of an error, and no other properties', () => {
    const { logger, last } = recorded();
    const socket = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('no response', { cause: socket }), {
      request: { body: 'the body' },
    });
    logger.error('http.failed', { error });
    expect((JSON.parse(last()) as { error: object }).error).toEqual({
      name: 'Error',
      message: 'no response',
      stack: error.stack,
      cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED', stack: socket.stack },
    });
  });

  it('writes up to three nested causes of an error, even if they are circular', () => {
    const { logger, last } = recorded();
    const error = new Error('round');
    error.cause = error;
    logger.error('http.failed', error);
    expect(last().match(/"message":"round"/g)).toHaveLength(4);
  });

  it('redacts the names of people but not of errors', () => {
    const { logger, last } = recorded();
    const error = new TypeError('no response');
    const customer = { name: 'Ada', email: 'ada@example.com' };
    logger.error('http.failed', { error, customer, attempts: 2n } as never);
    expect(JSON.parse(last())).toMatchObject({
      event: 'http.failed',
      error: { name: 'TypeError', message: 'no response' },
      customer: { name: '[redacted]', email: '[redacted]' },
      attempts: '2',
    });
  });
});
