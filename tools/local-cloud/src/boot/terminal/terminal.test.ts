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

  const thrown = { errorType: 'TypeError', errorMessage: 'no seat\nat all' };
  const stack = [
    'TypeError: no seat',
    'at all',
    '    at book (services/bookings/src/controllers/book.ts:3:7)',
  ];
  const inText = (title: string, requestId = 'r-1', error: object = { ...thrown, stack }) =>
    `2030-01-01T12:00:00Z\t${requestId}\tERROR\t${title} \t${JSON.stringify(error)}`;
  it.each([
    ['thrown error, as text', 'threw TypeError: no seat', inText('Invoke Error')],
    [
      'thrown error, as JSON',
      'threw TypeError: no seat',
      JSON.stringify({ level: 'ERROR', requestId: 'r-1', message: { ...thrown, stackTrace: stack } }),
    ],
    ['failed start', 'failed to load: TypeError: no seat', inText('Uncaught Exception', 'undefined')],
    ['crash', 'crashed: TypeError: no seat', inText('Uncaught Exception')],
    ['rejection', 'crashed: TypeError: no seat', inText('Unhandled Promise Rejection')],
  ])('shows a %s with its stack', (_, summary, line) => {
    expect(written(false, line).split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^\\S+ ERROR orders/place-order ${summary}$`)),
      '         at book (services/bookings/src/controllers/book.ts:3:7)',
      '',
    ]);
  });

  it.each([
    ['Task timed out after 10.00 seconds', '2030-01-01T12:00:10Z r-1 Task timed out after 10.00 seconds'],
    [
      'Runtime exited with error: exit status 3',
      'RequestId: r-1 Error: Runtime exited with error: exit status 3',
    ],
    ['Task timed out', '{"type":"platform.runtimeDone","record":{"requestId":"r-1","status":"timeout"}}'],
  ])('shows "%s" as an error', (summary, line) => {
    expect(written(false, line)).toMatch(new RegExp(`^\\S+ ERROR orders/place-order ${summary}\n$`));
  });

  it('shows an error once that the handler logs and throws', () => {
    const code = 'payment.provider-unavailable';
    const error = { errorType: code, errorMessage: code, stack: [] };
    const logged = { level: 'ERROR', event: 'command.failed', requestId: 'r-1', error: { name: code } };
    let text = '';
    const terminal = createTerminal({ write: (more) => (text += more), isVerbose: false, colors: plain });
    terminal.functionLine('payments-local-authorize', JSON.stringify(logged));
    terminal.functionLine('payments-local-authorize', inText('Invoke Error', 'r-1', error));
    expect(text.match(/ERROR/g)).toHaveLength(1);
    terminal.functionLine('payments-local-authorize', inText('Invoke Error', 'r-2', error));
    expect(text).toMatch(/ERROR payments\/authorize threw payment\.provider-unavailable\n$/);
  });

  it('shows the cause of a logged error', () => {
    const error = { name: 'AppError', message: 'a', cause: { name: 'Error', message: 'ECONNREFUSED' } };
    expect(written(false, JSON.stringify({ level: 'ERROR', event: 'http.failed', error }))).toMatch(
      /\n +AppError: a\n +caused by Error: ECONNREFUSED\n$/,
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
