import { describe, expect, it } from '@jest/globals';
import { colorsFor } from '../../../../workspace/src/cli/colors.ts';
import { createTerminal } from './terminal.ts';

const plain = colorsFor({ isTTY: false });
const written = (isVerbose: boolean, line: string) => {
  let text = '';
  createTerminal({ write: (more) => (text += more), isVerbose, colors: plain }).functionLine(
    'orders-local-place-order',
    line,
  );
  return text;
};
const noon = new Date(2030, 0, 1, 12, 0, 0).toISOString();

describe('a line of a function', () => {
  it('shows time, level, function, event, fields and correlation id', () => {
    const entry = {
      level: 'INFO',
      event: 'order.placed',
      timestamp: noon,
      service: 'orders',
      function: 'place-order',
      stage: 'local',
      version: '0a1b2c3d4e5',
      requestId: 'r-1',
      traceId: '1-a-b',
      correlationId: 'c-1',
      orderId: 'ord_1',
      totals: { total: 5 },
    };
    expect(written(false, JSON.stringify(entry))).toBe(
      '12:00:00 INFO  orders/place-order order.placed orderId=ord_1 totals={"total":5} · c-1\n',
    );
  });

  it('shows the stack of a logged error', () => {
    const error = {
      name: 'TypeError',
      message: 'no seat',
      stack: 'TypeError: no seat\n    at book (book.ts:3)',
    };
    const entry = { level: 'ERROR', event: 'http.failed', timestamp: noon, error };
    expect(written(false, JSON.stringify(entry))).toBe(
      '12:00:00 ERROR orders/place-order http.failed\n         TypeError: no seat\n         at book (book.ts:3)\n',
    );
  });

  const thrown = {
    errorType: 'TypeError',
    errorMessage: 'no seat\nat all',
    stack: [
      'TypeError: no seat',
      '    at node:internal:1',
      '    at book (file:///w/services/bookings/dist/book.mjs:3:7)',
    ],
  };
  it.each([
    ['text', `2030-01-01T12:00:00Z\tr-1\tERROR\tInvoke Error\t${JSON.stringify(thrown)}`],
    ['JSON', JSON.stringify({ level: 'ERROR', message: { ...thrown, event: 'Invoke Error' } })],
  ])('shows an error that the handler threw on one line, logged as %s', (_, line) => {
    expect(written(false, line)).toMatch(
      /^\S+ ERROR orders\/place-order threw TypeError: no seat \(at book \(services\/bookings\/dist\/book.mjs:3:7\)\)\n$/,
    );
  });

  it.each(['Hello', '{"half":', '{"no":"event"}'])(
    'keeps a line that the logger did not write: %s',
    (line) => {
      expect(written(false, line)).toContain(`orders/place-order ${line}\n`);
    },
  );

  it('shows metrics in verbose mode only', () => {
    const metrics = JSON.stringify({ _aws: { Timestamp: 1 }, OrderPlaced: 1 });
    expect(written(false, metrics)).toBe('');
    expect(written(true, metrics)).toContain('OrderPlaced');
  });
});

describe('colors', () => {
  it('are used on terminals only, and not if NO_COLOR is set', () => {
    expect(colorsFor({ isTTY: true }, {}).red('no')).toContain('\u001B[31m');
    expect(colorsFor({ isTTY: false }, {}).red('no')).toBe('no');
    expect(colorsFor({ isTTY: true }, { NO_COLOR: '1' }).red('no')).toBe('no');
  });

  it('are forced or disabled by FORCE_COLOR, before NO_COLOR', () => {
    expect(colorsFor({ isTTY: false }, { FORCE_COLOR: '1', NO_COLOR: '1' }).red('no')).toContain(
      '\u001B[31m',
    );
    expect(colorsFor({ isTTY: true }, { FORCE_COLOR: '0' }).red('no')).toBe('no');
  });
});
