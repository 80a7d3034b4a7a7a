import { describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import type { Clock } from '../../contract/clock.ts';
import { createSchedulesService } from './schedules-service.ts';

const noonMs = Date.parse('2030-01-01T12:00:00Z');
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:tidy';

/** Time that moves when the test says so. */
function manualClock(): Clock & { moveTo(timeMs: number): Promise<void> } {
  let nowMs = noonMs;
  let sleepers: { timeMs: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    sleepUntil: (timeMs, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { timeMs, wake: resolve };
        sleepers.push(sleeper);
        signal.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason as Error);
        });
      }),
    async moveTo(timeMs) {
      for (;;) {
        const [next] = sleepers
          .filter((sleeper) => sleeper.timeMs <= timeMs)
          .toSorted((a, b) => a.timeMs - b.timeMs);
        if (next === undefined) break;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        nowMs = next.timeMs;
        next.wake();
        await new Promise(setImmediate);
      }
      nowMs = timeMs;
    },
  };
}

function bench({ refused = [] as string[] } = {}) {
  const clock = manualClock();
  const events: unknown[] = [];
  const lines: string[] = [];
  const service = createSchedulesService({
    invoker: {
      async invokeAsync(functionName, event) {
        events.push({ functionName, event });
      },
    },
    access: {
      register: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
      check(_principal, action) {
        if (refused.includes(action)) throw new Error(`not authorized to perform: ${action}`);
      },
    },
    endpointUrl: () => 'http://127.0.0.1:1',
    log: (line) => lines.push(line),
    clock,
  });
  const deploy = async (type: string, properties: Record<string, unknown>) =>
    service.resources[type]!.deploy({
      service: 'checkout',
      serviceFolder: '/services/checkout',
      stackName: 'checkout-local',
      logicalId: 'Tidy',
      type,
      properties,
    });
  const putEvents = async (...Entries: unknown[]) => {
    const answer = await service.handle!({
      signingName: 'events',
      operation: 'PutEvents',
      method: 'POST',
      path: '/',
      headers: {},
      body: Buffer.from(JSON.stringify({ Entries })),
      principal: developer,
    });
    await new Promise(setImmediate);
    return JSON.parse(answer.body.toString()) as unknown;
  };
  return { clock, events, lines, service, deploy, putEvents };
}

describe('a rule by time', () => {
  it('sends the scheduled event at each due time, from the start on and until the stop', async () => {
    const { clock, events, service, deploy } = bench();
    const { ref, attributes } = await deploy('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Id: 'tidy', Arn: functionArn }],
    });
    await clock.moveTo(noonMs + 60 * 60_000);
    expect(events).toEqual([]);
    await service.start!();
    await clock.moveTo(noonMs + 70 * 60_000);
    expect(events).toHaveLength(2);
    expect(events[0]).toEqual({
      functionName: functionArn,
      event: {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: '000000000000',
        time: '2030-01-01T13:05:00Z',
        region: 'us-east-1',
        resources: [`arn:aws:events:us-east-1:000000000000:rule/${ref}`],
        detail: {},
      },
    });
    expect(attributes?.['Arn']).toContain(ref);
    await service.stop!();
    await clock.moveTo(noonMs + 90 * 60_000);
    expect(events).toHaveLength(2);
  });

  it('is replaced when it is deployed again, and rests while disabled', async () => {
    const { clock, events, service, deploy } = bench();
    const properties = {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', Arn: functionArn, Input: '{"a":1}' }],
    };
    await service.start!();
    await deploy('AWS::Events::Rule', properties);
    await deploy('AWS::Events::Rule', properties);
    await clock.moveTo(noonMs + 60_000);
    expect(events).toEqual([{ functionName: functionArn, event: { a: 1 } }]);
    await deploy('AWS::Events::Rule', { ...properties, State: 'DISABLED' });
    await clock.moveTo(noonMs + 180_000);
    expect(events).toHaveLength(1);
  });

  it('refuses a target that nothing local can receive for', async () => {
    const target = { Id: 'a', Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/a' };
    await expect(bench().deploy('AWS::Events::Rule', { Targets: [target] })).rejects.toThrow(
      'functions, queues and state machines',
    );
  });
});

describe('a schedule', () => {
  const schedule = {
    Name: 'tidy',
    ScheduleExpression: 'at(2030-01-01T13:00:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: functionArn,
      RoleArn: 'arn:aws:iam::000000000000:role/tidy',
      Input: '{"at":"<aws.scheduler.scheduled-time>"}',
    },
  };

  it('fills the time into its input', async () => {
    const { clock, events, service, deploy } = bench();
    await deploy('AWS::Scheduler::Schedule', schedule);
    await service.start!();
    await clock.moveTo(noonMs + 3 * 3_600_000);
    expect(events).toEqual([{ functionName: functionArn, event: { at: '2030-01-01T13:00:00Z' } }]);
  });

  it('says when its role does not reach the target', async () => {
    const { clock, events, lines, service, deploy } = bench({ refused: ['lambda:InvokeFunction'] });
    await deploy('AWS::Scheduler::Schedule', schedule);
    await service.start!();
    await clock.moveTo(noonMs + 3 * 3_600_000);
    expect(events).toEqual([]);
    expect(lines).toEqual([expect.stringContaining('not authorized to perform: lambda:InvokeFunction')]);
  });
});

describe('a rule by pattern', () => {
  const rule = {
    EventPattern: {
      source: [{ prefix: 'tradewind.' }],
      detail: { total: [{ numeric: ['>', 100] }], kind: [{ 'anything-but': ['test'] }] },
    },
    Targets: [
      {
        Id: 'a',
        Arn: functionArn,
        InputTransformer: {
          InputPathsMap: { order: '$.detail.orderId', lines: '$.detail.lines' },
          InputTemplate: '{"text": "order <order>", "lines": <lines>}',
        },
      },
    ],
  };
  const entry = (detail: unknown, Source = 'tradewind.orders') => ({
    Source,
    DetailType: 'OrderPlaced',
    Detail: JSON.stringify(detail),
  });

  it('sends what matches, transformed', async () => {
    const { events, deploy, putEvents } = bench();
    await deploy('AWS::Events::Rule', rule);
    await putEvents(
      entry({ total: 101, kind: 'web', orderId: 'ord_"1"', lines: [1] }),
      entry({ total: 100, kind: 'web' }),
      entry({ total: 101, kind: 'test' }),
      entry({ total: 101, kind: 'web' }, 'other'),
    );
    expect(events).toEqual([{ functionName: functionArn, event: { text: 'order ord_"1"', lines: [1] } }]);
  });

  it('names entries that are none', async () => {
    expect(await bench().putEvents({ Source: 'a', DetailType: 'b', Detail: '{' })).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'MalformedDetail' }],
    });
  });

  it('refuses a pattern with an operator unknown here', async () => {
    const pattern = { detail: { ip: [{ cidr: '10.0.0.0/24' }] } };
    await expect(bench().deploy('AWS::Events::Rule', { EventPattern: pattern })).rejects.toThrow(
      '/detail/ip',
    );
  });
});
