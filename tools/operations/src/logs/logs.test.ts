import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { showCloudWatchLogs } from './cloudwatch-logs.ts';
import { lineFilter, getPatterns } from './line-patterns.ts';
import { showLocalLogs } from './local-logs.ts';
import { parseLevel, parseDuration, type LogLine, type LogOptions } from './log-options.ts';
import { colorsFor } from '../../../workspace/src/cli/colors.ts';
import { formatLine } from './format-line.ts';

const wanted: LogOptions = { sinceMilliseconds: 60_000, isFollowed: false };
const noon = Date.parse('2030-01-01T12:00:00Z');
const line = (second: number, event: string, fields: object = {}) =>
  JSON.stringify({
    timestamp: new Date(noon + second * 1000).toISOString(),
    level: 'INFO',
    event,
    ...fields,
  });
const published = ({ service, functionName, text }: LogLine) =>
  `${service}/${functionName} ${text.startsWith('{') ? JSON.parse(text).event : text}`;

describe('logs of the local cloud', () => {
  let folder = '';
  const write = (name: string, ...lines: string[]) =>
    writeFileSync(join(folder, `tradewind-${name}.log`), lines.map((each) => `${each}\n`).join(''));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logs-'));
    write('stock-local-get-stock', line(1, 'a.one'), line(3, 'a.three', { correlationId: 'c-1' }));
    write('stock-local-reserve', line(2, 'a.two'));
    write('orders-local-place', line(4, 'b.four', { correlationId: 'c-1', level: 'ERROR' }), 'at line 7');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const show = async (services: string[], options: Partial<LogOptions> = {}, pause = async () => {}) => {
    const lines: string[] = [];
    let polls = 0;
    await showLocalLogs(
      services,
      folder,
      { ...wanted, ...options },
      {
        show: (each) => void lines.push(published(each)),
        pause,
        now: () => noon + 10_000,
        isOver: () => (polls += 1) > 2,
      },
    );
    return lines;
  };

  it('are those of a service in the order of time, or of one function, or of a while', async () => {
    expect(await show(['stock'])).toEqual([
      'stock/get-stock a.one',
      'stock/reserve a.two',
      'stock/get-stock a.three',
    ]);
    expect(await show(['stock'], { functionName: 'reserve' })).toEqual(['stock/reserve a.two']);
    expect(await show(['stock'], { sinceMilliseconds: 8000 })).toEqual([
      'stock/reserve a.two',
      'stock/get-stock a.three',
    ]);
  });

  it('follow one purchase across services', async () => {
    expect(await show(['orders', 'stock'], { correlationId: 'c-1' })).toEqual([
      'stock/get-stock a.three',
      'orders/place b.four',
    ]);
  });

  it('go on with whole lines, also of functions that had not run', async () => {
    const file = join(folder, 'tradewind-stock-local-get-stock.log');
    const next = line(6, 'a.six');
    const steps = [
      () => appendFileSync(file, `${line(5, 'a.five')}\n${next.slice(0, 9)}`),
      () => {
        appendFileSync(file, `${next.slice(9)}\n`);
        write('stock-local-release', line(7, 'a.seven'));
      },
    ];
    const lines = await show(['stock'], { isFollowed: true }, async () => steps.shift()?.());
    expect(lines.slice(3)).toEqual([
      'stock/get-stock a.five',
      'stock/get-stock a.six',
      'stock/release a.seven',
    ]);
  });

  it('say so where there are none', async () => {
    await expect(show(['stock'], { functionName: 'unknown' })).rejects.toThrow('No logs of unknown');
  });
});

describe('logs of a deployed stage', () => {
  interface Query {
    readonly logGroupName?: string;
    readonly logGroupNamePrefix?: string;
    readonly filterPattern?: string;
    readonly logStreamNamePrefix?: string;
  }
  /** Answers as CloudWatch does, for one event in each group. */
  const client = (groups: string[], queries: Query[]): CloudWatchLogsClient => {
    const send = async ({ constructor, input }: { constructor: { name: string }; input: Query }) => {
      if (constructor.name === 'DescribeLogGroupsCommand')
        return {
          logGroups: groups
            .filter((group) => group.startsWith(input.logGroupNamePrefix!))
            .map((logGroupName) => ({ logGroupName })),
        };
      queries.push(input);
      const group = input.logGroupName!;
      return { events: [{ eventId: group, timestamp: 40_000 + groups.indexOf(group), message: 'hello\n' }] };
    };
    return Object.assign(Object.create(CloudWatchLogsClient.prototype) as CloudWatchLogsClient, { send });
  };
  const show = async (groups: string[], options: Partial<LogOptions> = {}, services = ['stock']) => {
    const [lines, queries]: [string[], Query[]] = [[], []];
    let polls = 0;
    await showCloudWatchLogs(
      { services, stage: 'dev' },
      { ...wanted, ...options },
      {
        client: client(groups, queries),
        show: (each) => void lines.push(published(each)),
        pause: async () => {},
        now: () => 60_000,
        isOver: () => (polls += 1) > 2,
      },
    );
    return { lines, queries };
  };
  const groups = [
    '/aws/lambda/tradewind-stock-dev-b',
    '/aws/lambda/tradewind-orders-dev-c',
    '/aws/lambda/tradewind-stock-dev-a',
    '/aws/ecs/tradewind-dev',
  ];

  it('are in the order of time, with tasks, and not repeated when followed', async () => {
    const lines = ['stock/b hello', 'stock/a hello', 'stock/tasks hello'];
    expect((await show(groups)).lines).toEqual(lines);
    expect((await show(groups, { isFollowed: true })).lines).toEqual(lines);
  });

  it('are asked for by a pattern on the fields, of all services', async () => {
    const { queries } = await show(groups, { correlationId: 'c-1' }, ['orders', 'stock']);
    expect(new Set(queries.map(({ filterPattern }) => filterPattern))).toEqual(
      new Set(['{ ($.correlationId = "c-1") }']),
    );
    expect(queries.map(({ logStreamNamePrefix }) => logStreamNamePrefix).filter(Boolean)).toEqual([
      'orders/',
      'stock/',
    ]);
  });

  it('say which functions there are', async () => {
    await expect(show([])).rejects.toThrow('stock has no logs in dev. Deploy it there first.');
    await expect(show(groups, { functionName: 'd' })).rejects.toThrow(
      'stock has no function d. Functions: b, a, tasks.',
    );
  });
});

describe('which lines are wanted', () => {
  it('is a pattern of CloudWatch', () => {
    expect(getPatterns({})).toEqual([]);
    expect(getPatterns({ level: 'warn', event: 'a.b', filter: '{ $.x = 1 || $.y = 2 }' })).toEqual([
      '{ ($.level = "WARN" || $.level = "ERROR") && ($.event = "a.b") && ($.x = 1 || $.y = 2) }',
    ]);
    expect(() => getPatterns({ filter: 'ord_1' })).toThrow('Invalid --filter');
  });

  it('is selected by the same pattern here', () => {
    const isSelected = lineFilter({ level: 'warn', event: 'a.b' });
    expect(isSelected('{"level":"ERROR","event":"a.b"}')).toBe(true);
    expect(isSelected('{"level":"INFO","event":"a.b"}')).toBe(false);
    expect(isSelected('{"level":"ERROR","event":"a.c"}')).toBe(false);
    expect(isSelected('{"level":"ERROR"')).toBe(false);
  });

  it('includes with errors what Lambda says of a function that died', () => {
    const death = '2030-01-01T12:00:00Z r-1 Task timed out after 10.00 seconds';
    expect(lineFilter({ level: 'error' })(death)).toBe(true);
    expect(lineFilter({ level: 'error', event: 'a.b' })(death)).toBe(false);
    expect(getPatterns({ level: 'error' })).toHaveLength(2);
  });
});

describe('a line that is shown', () => {
  const colors = colorsFor({ isTTY: false }, {});
  const shown = (text: string, isAll = false, isJson = false) =>
    formatLine(
      { timeMilliseconds: 0, service: 'orders', functionName: 'place', text },
      { isAll, isJson, colors },
    );

  it('is readable, or as it was written', () => {
    const text = line(0, 'order.placed', { orderId: 'ord_1' });
    expect(shown(text)).toMatch(/^\d\d:\d\d:\d\d INFO {2}orders\/place order.placed orderId=ord_1$/);
    expect(shown(text, false, true)).toBe(text);
  });

  it.each(['START RequestId: r-1 Version: $LATEST', 'REPORT RequestId: r-1 Duration: 1 ms', '{"_aws":{}}'])(
    'is none of %s, unless one wants to see all',
    (text) => {
      expect(shown(text)).toBeUndefined();
      expect(shown(text, true)).toContain(text);
    },
  );
});

describe('options', () => {
  it('take a length of time with its unit, and a level', () => {
    expect(parseDuration('90s')).toBe(90_000);
    expect(parseDuration('2d')).toBe(172_800_000);
    expect(() => parseDuration('10')).toThrow('Invalid --since "10"');
    expect([parseLevel('WARN'), parseLevel(undefined)]).toEqual(['warn', undefined]);
    expect(() => parseLevel('loud')).toThrow('Invalid --level "loud"');
  });
});
