import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { showCloudWatchLogs } from './cloudwatch-logs.ts';
import { showLocalLogs } from './local-logs.ts';
import { milliseconds } from './log-options.ts';

const wanted = { functionName: undefined, filter: undefined, sinceMilliseconds: 60_000, isFollowed: false };

describe('logs of the local cloud', () => {
  let folder = '';
  const file = (name: string) => join(folder, `tradewind-stock-local-${name}.log`);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logs-'));
    writeFileSync(file('get-stock'), 'one\ntwo\n');
    writeFileSync(file('get-stock-history'), 'three\n');
    writeFileSync(join(folder, 'tradewind-orders-local-x.log'), 'foreign\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const show = async (options: Partial<typeof wanted> & object, pause = async () => {}) => {
    const printed: string[] = [];
    let polls = 0;
    const needs = { print: (line: string) => void printed.push(line), pause, isOver: () => (polls += 1) > 2 };
    await showLocalLogs('stock', folder, { ...wanted, ...options }, needs);
    return printed;
  };

  it('are those of its functions, of one of them, and with a text in them', async () => {
    expect(await show({})).toEqual(['get-stock-history  three', 'get-stock  one', 'get-stock  two']);
    expect(await show({ functionName: 'get-stock' } as object)).toEqual(['get-stock  one', 'get-stock  two']);
    expect(await show({ filter: 'tw' } as object)).toEqual(['get-stock  two']);
  });

  it('go on with whole lines, also of functions that had not run', async () => {
    const steps = [
      () => appendFileSync(file('get-stock'), 'four\nfi'),
      () => {
        appendFileSync(file('get-stock'), 've\n');
        writeFileSync(file('reserve'), 'six\n');
      },
    ];
    const printed = await show({ isFollowed: true }, async () => steps.shift()?.());
    expect(printed.slice(3)).toEqual(['get-stock  four', 'get-stock  five', 'reserve  six']);
  });

  it('say so where there are none', async () => {
    await expect(show({ functionName: 'nobody' } as object)).rejects.toThrow('Nothing of nobody has run');
  });
});

describe('logs of a deployed stage', () => {
  /** Answers as CloudWatch does, for one event in each group. */
  const client = (groups: string[]): CloudWatchLogsClient => {
    const send = async (command: { constructor: { name: string }; input: { logGroupName?: string } }) => {
      const { logGroupName: group = '' } = command.input;
      if (command.constructor.name === 'DescribeLogGroupsCommand')
        return { logGroups: groups.map((logGroupName) => ({ logGroupName })) };
      return { events: [{ eventId: group, timestamp: 40_000 + groups.indexOf(group), message: 'hello\n' }] };
    };
    return Object.assign(Object.create(CloudWatchLogsClient.prototype) as CloudWatchLogsClient, { send });
  };
  const show = async (groups: string[], options: object = {}) => {
    const printed: string[] = [];
    let polls = 0;
    const needs = {
      client: client(groups),
      print: (line: string) => void printed.push(line),
      pause: async () => {},
      now: () => 60_000,
      isOver: () => (polls += 1) > 2,
    };
    await showCloudWatchLogs({ service: 'stock', stage: 'dev' }, { ...wanted, ...options }, needs);
    return printed;
  };
  const groups = ['/aws/lambda/tradewind-stock-dev-b', '/aws/lambda/tradewind-stock-dev-a'];

  it('are in the order of time, and not repeated when followed', async () => {
    const lines = ['1970-01-01T00:00:40.000Z  b  hello', '1970-01-01T00:00:40.001Z  a  hello'];
    expect(await show(groups)).toEqual(lines);
    expect(await show(groups, { isFollowed: true })).toEqual(lines);
  });

  it('say which functions there are', async () => {
    await expect(show([])).rejects.toThrow('stock has no logs in dev: it is not deployed there.');
    await expect(show(groups, { functionName: 'c' })).rejects.toThrow(
      'stock has no function c: it has b, a.',
    );
  });
});

describe('a length of time', () => {
  it('has a unit', () => {
    expect(milliseconds('90s')).toBe(90_000);
    expect(milliseconds('2d')).toBe(172_800_000);
    expect(() => milliseconds('10')).toThrow('--since 10');
  });
});
