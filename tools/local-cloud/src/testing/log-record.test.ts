import { describe, expect, it } from '@jest/globals';
import type { LogEvent } from '../services/cloudwatch/metrics/log-metrics.ts';
import { createLogRecord, type RecordedLine } from './log-record.ts';

const source = 'tradewind-orders-local-place-order';
const seen = (entry: object, rest: Partial<LogEvent> = {}): LogEvent => ({
  source,
  logGroup: `/aws/lambda/${source}`,
  entry: { level: 'INFO', service: 'orders', ...entry },
  embedded: [],
  matched: [],
  ...rest,
});
const metric = (name: string) => ({ namespace: 'tradewind/local', name, dimensions: { service: 'orders' } });
const finished = (requestId: string, outcome: 'success' | 'error') => ({
  functionName: source,
  requestId,
  outcome,
  durationMillis: 1,
});

describe('the record of a test run', () => {
  it('has one line per event, level, set of fields and matching metric filters', () => {
    const { observer, recorded } = createLogRecord();
    observer.onLine(seen({ event: 'order.placed', orderId: 'ord_1' }));
    observer.onLine(seen({ event: 'order.placed', orderId: 'ord_2' }));
    observer.onLine(seen({ event: 'order.placed', orderId: 'ord_3', total: 5 }));
    observer.onLine(seen({ event: 'order.placed', orderId: 'ord_4' }, { matched: ['big-orders'] }));
    expect(recorded()).toMatchObject(
      ['ord_1', 'ord_3', 'ord_4'].map((orderId) => ({
        service: 'orders',
        function: 'place-order',
        logGroup: `/aws/lambda/${source}`,
        line: { orderId },
      })),
    );
  });

  it('has embedded metrics without their lines', () => {
    const { observer, recorded } = createLogRecord();
    const embedded = [{ ...metric('OrderPlaced'), value: 1 }];
    observer.onLine(seen({}, { embedded }));
    observer.onLine(seen({}, { embedded }));
    expect(recorded()).toEqual([
      { service: 'orders', function: 'place-order', metric: metric('OrderPlaced') },
    ]);
  });

  it('names a task by its container', () => {
    const { observer, recorded } = createLogRecord();
    observer.onLine(seen({ event: 'job.done', service: 'reporting' }, { source: 'jobs/job' }));
    expect(recorded()).toMatchObject([{ service: 'reporting', function: 'jobs/job' }]);
  });

  describe('for an error', () => {
    const failing = (end: (observer: ReturnType<typeof createLogRecord>['observer']) => void) => {
      const { observer, recorded } = createLogRecord();
      observer.onLine(seen({ event: 'event.failed', level: 'ERROR', requestId: 'r-1' }));
      end(observer);
      return (recorded()[0] as RecordedLine).isCounted;
    };

    it('says it was counted if the invocation failed', () =>
      expect(failing(({ onFinished }) => onFinished(finished('r-1', 'error')))).toBe(true));

    it('says it was counted if UnexpectedErrors counted a part of the batch', () =>
      expect(
        failing(({ onLine, onFinished }) => {
          onLine(seen({}, { embedded: [{ ...metric('UnexpectedErrors'), value: 1 }] }));
          onFinished(finished('r-1', 'success'));
        }),
      ).toBe(true));

    it('says it was not counted if one occurrence was not', () =>
      expect(
        failing(({ onLine, onFinished }) => {
          onFinished(finished('r-1', 'success'));
          onLine(seen({ event: 'event.failed', level: 'ERROR', requestId: 'r-2' }));
          onFinished(finished('r-2', 'error'));
        }),
      ).toBe(false));

    it('leaves it open if the invocation is unknown', () =>
      expect(failing(({ onFinished }) => onFinished(finished('r-2', 'error')))).toBeUndefined());
  });
});
