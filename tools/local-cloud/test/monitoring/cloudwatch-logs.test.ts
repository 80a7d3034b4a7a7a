import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAlarmMonitor } from '../../src/services/cloudwatch/alarms/alarm-monitor.ts';
import { createCloudWatchService } from '../../src/services/cloudwatch/cloudwatch-service.ts';
import { inMemoryLogEvents, type LogEvents } from '../../src/services/cloudwatch/logs/log-events.ts';
import { serve, type ServedService } from '../workflows/serve-service.ts';

const logGroupName = '/aws/lambda/place-order';
let clock: { at: number; nowMs: () => number };
let logEvents: LogEvents;
let served: ServedService;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  clock = { at: 1_000, nowMs: () => clock.at };
  logEvents = inMemoryLogEvents({ clock });
  const monitor = createAlarmMonitor({ queues: () => [], onChange: () => {}, onAction: () => {} });
  const service = createCloudWatchService({ monitor, logEvents, warn: () => {} });
  await service.resources['AWS::Logs::LogGroup']!.deploy({
    service: 'orders',
    serviceFolder: '/services/orders',
    stackName: 'tradewind-orders-local',
    logicalId: 'Thing',
    type: 'AWS::Logs::LogGroup',
    properties: { LogGroupName: logGroupName },
  });
  served = await serve(service);
  client = new CloudWatchLogsClient({
    region: 'us-east-1',
    endpoint: served.endpointUrl,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await served.stop();
});

const append = (...messages: string[]) => {
  for (const message of messages) {
    logEvents.append(logGroupName, 'a', message);
    clock.at += 1_000;
  }
};

describe('log groups and streams', () => {
  it('are those of the templates and of the running code', async () => {
    logEvents.append('/ecs/jobs', 'reporting/run-job/1', 'begin');
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([
      {
        logGroupName,
        storedBytes: 0,
        arn: `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}:*`,
      },
      { logGroupName: '/ecs/jobs', storedBytes: 5 },
    ]);
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: '/ecs/jobs' }));
    expect(logStreams).toMatchObject([{ logStreamName: 'reporting/run-job/1', lastEventTimestamp: 1_000 }]);
  });

  it('that do not exist are not found', () =>
    expect(client.send(new DescribeLogStreamsCommand({ logGroupName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    }));
});

describe('GetLogEvents', () => {
  const read = async (input: { startFromHead?: boolean; limit?: number; nextToken?: string }) => {
    const { events, ...tokens } = await client.send(
      new GetLogEventsCommand({ logGroupName, logStreamName: 'a', ...input }),
    );
    return { messages: events?.map(({ message }) => message), ...tokens };
  };

  it('returns the latest events first, and newer ones with the forward token', async () => {
    append('1', '2', '3');
    const latest = await read({ limit: 2 });
    expect(latest.messages).toEqual(['2', '3']);
    expect((await read({ nextToken: latest.nextForwardToken! })).messages).toEqual([]);
    append('4');
    expect((await read({ nextToken: latest.nextForwardToken! })).messages).toEqual(['4']);
    expect((await read({ nextToken: latest.nextBackwardToken! })).messages).toEqual(['1']);
  });

  it('returns the same token at the end', async () => {
    append('1');
    const first = await read({ startFromHead: true });
    const second = await read({ nextToken: first.nextForwardToken! });
    expect(second.nextForwardToken).toBe(first.nextForwardToken);
  });
});

describe('FilterLogEvents', () => {
  const filter = async (input: { filterPattern?: string; startTime?: number; limit?: number }) =>
    (await client.send(new FilterLogEventsCommand({ logGroupName, ...input }))).events?.map(
      ({ message }) => message,
    );

  it('selects events by pattern, words and time', async () => {
    const [placed, failed] = ['{"event":"order.placed"}', '{"event":"order.failed"}'];
    append(placed, failed, 'plain text');
    expect(await filter({ filterPattern: '{ $.event = "order.placed" }' })).toEqual([placed]);
    expect(await filter({ filterPattern: 'plain "text"' })).toEqual(['plain text']);
    expect(await filter({ startTime: 2_000 })).toEqual([failed, 'plain text']);
    expect(await filter({ limit: 1 })).toEqual([placed]);
  });

  it('rejects an invalid pattern', () =>
    expect(filter({ filterPattern: '{ $.event ~ }' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    }));
});

describe('inMemoryLogEvents', () => {
  it('keeps the latest 1,000 events and 128 KB of a group', () => {
    for (let index = 0; index < 1_100; index += 1) append(`${index}`);
    expect(logEvents.events(logGroupName)).toHaveLength(1_000);
    append('x'.repeat(100_000), 'y'.repeat(100_000));
    expect(logEvents.events(logGroupName).map(({ message }) => message.at(0))).toEqual(['y']);
  });
});
