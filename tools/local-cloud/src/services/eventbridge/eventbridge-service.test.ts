import { describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { manualClock } from '../../contract/manual-clock.ts';
import { createEventBridgeService } from './eventbridge-service.ts';

const noonMs = Date.parse('2030-01-01T12:00:00Z');
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:tidy';

function createService({ denied = [] as string[] } = {}) {
  const clock = manualClock(noonMs);
  const events: unknown[] = [];
  const lines: string[] = [];
  const service = createEventBridgeService({
    invoker: {
      async invokeAsync(functionName, event) {
        events.push({ functionName, event });
      },
    },
    access: {
      register: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
      check(_principal, action) {
        if (denied.includes(action)) throw new Error(`not authorized to perform: ${action}`);
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
    const response = await service.handle!({
      signingName: 'events',
      operation: 'PutEvents',
      method: 'POST',
      path: '/',
      headers: {},
      body: Buffer.from(JSON.stringify({ Entries })),
      principal: developer,
    });
    await new Promise(setImmediate);
    return JSON.parse(response.body.toString()) as unknown;
  };
  return { clock, events, lines, service, deploy, putEvents };
}

describe('a scheduled rule', () => {
  it('sends the scheduled event at each due time between start and stop', async () => {
    const { clock, events, service, deploy } = createService();
    const { ref, attributes } = await deploy('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Id: 'tidy', Arn: functionArn }],
    });
    await clock.advanceTo(noonMs + 60 * 60_000);
    expect(events).toEqual([]);
    await service.start!();
    await clock.advanceTo(noonMs + 70 * 60_000);
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
    await clock.advanceTo(noonMs + 90 * 60_000);
    expect(events).toHaveLength(2);
  });

  it('is replaced when it is deployed again, and does nothing when it is disabled', async () => {
    const { clock, events, service, deploy } = createService();
    const properties = {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', Arn: functionArn, Input: '{"a":1}' }],
    };
    await service.start!();
    await deploy('AWS::Events::Rule', properties);
    await deploy('AWS::Events::Rule', properties);
    await clock.advanceTo(noonMs + 60_000);
    expect(events).toEqual([{ functionName: functionArn, event: { a: 1 } }]);
    await deploy('AWS::Events::Rule', { ...properties, State: 'DISABLED' });
    await clock.advanceTo(noonMs + 180_000);
    expect(events).toHaveLength(1);
  });

  it('rejects an unsupported target', async () => {
    const target = { Id: 'a', Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/a' };
    await expect(createService().deploy('AWS::Events::Rule', { Targets: [target] })).rejects.toThrow(
      'Use a function, a queue or a state machine.',
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

  it('replaces context attributes in its input', async () => {
    const { clock, events, service, deploy } = createService();
    await deploy('AWS::Scheduler::Schedule', schedule);
    await service.start!();
    await clock.advanceTo(noonMs + 3 * 3_600_000);
    expect(events).toEqual([{ functionName: functionArn, event: { at: '2030-01-01T13:00:00Z' } }]);
  });

  it('logs a target that its role does not allow', async () => {
    const { clock, events, lines, service, deploy } = createService({ denied: ['lambda:InvokeFunction'] });
    await deploy('AWS::Scheduler::Schedule', schedule);
    await service.start!();
    await clock.advanceTo(noonMs + 3 * 3_600_000);
    expect(events).toEqual([]);
    expect(lines).toEqual([expect.stringContaining('not authorized to perform: lambda:InvokeFunction')]);
  });
});

describe('a rule with an event pattern', () => {
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

  it('sends matching events with a transformed input', async () => {
    const { events, deploy, putEvents } = createService();
    await deploy('AWS::Events::Rule', rule);
    await putEvents(
      entry({ total: 101, kind: 'web', orderId: 'ord_"1"', lines: [1] }),
      entry({ total: 100, kind: 'web' }),
      entry({ total: 101, kind: 'test' }),
      entry({ total: 101, kind: 'web' }, 'other'),
    );
    expect(events).toEqual([{ functionName: functionArn, event: { text: 'order ord_"1"', lines: [1] } }]);
  });

  it('reports malformed entries', async () => {
    expect(await createService().putEvents({ Source: 'a', DetailType: 'b', Detail: '{' })).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'MalformedDetail' }],
    });
  });

  it('rejects a pattern with an unsupported operator', async () => {
    const pattern = { detail: { ip: [{ cidr: '10.0.0.0/24' }] } };
    await expect(createService().deploy('AWS::Events::Rule', { EventPattern: pattern })).rejects.toThrow(
      '/detail/ip',
    );
  });
});
