import { createAlarmMonitor } from './alarms/alarm-monitor.ts';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../contract/clock.ts';
import { inMemoryLogEvents } from './logs/log-events.ts';
import { createCloudWatchService } from './cloudwatch-service.ts';

const withoutQueues = { onChange: () => {}, onAction: () => {}, queues: () => [] };
const create = (warn: (message: string) => void = () => {}) => {
  const monitor = createAlarmMonitor(withoutQueues);
  const logEvents = inMemoryLogEvents({ clock: systemClock });
  return { monitor, service: createCloudWatchService({ monitor, logEvents, warn }) };
};
const deploy = (type: string, properties: Record<string, unknown> = {}) => {
  const { service } = create();
  const resource = {
    service: 'platform',
    serviceFolder: '/services/platform',
    stackName: 'platform-local',
    logicalId: 'Thing',
    type,
    properties,
  };
  return { service, deployed: service.resources[type]!.deploy(resource) };
};

describe('recorded resources', () => {
  it('returns the name of a log group as Ref and its ARN with the suffix :*', async () => {
    const { deployed } = deploy('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/lambda/a',
      RetentionInDays: 30,
    });
    expect(await deployed).toEqual({
      ref: '/aws/lambda/a',
      attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/a:*' },
    });
  });

  it('returns the name of an alarm and the ARN of a composite alarm as Ref', async () => {
    expect(await deploy('AWS::CloudWatch::Alarm', { AlarmName: 'a' }).deployed).toMatchObject({ ref: 'a' });
    const composite = { AlarmName: 'a', AlarmRule: 'ALARM("b")' };
    expect(await deploy('AWS::CloudWatch::CompositeAlarm', composite).deployed).toMatchObject({
      ref: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a',
    });
  });

  it('lists recorded resources', async () => {
    const { service, deployed } = deploy('AWS::CloudWatch::Dashboard', {
      DashboardName: 'orders',
      DashboardBody: '{}',
    });
    await deployed;
    expect(service.recorded('AWS::CloudWatch::Dashboard')).toEqual(['orders']);
    expect(service.recorded('AWS::CloudWatch::Alarm')).toEqual([]);
  });

  it('evaluates alarms until they are removed', async () => {
    const { monitor, service } = create();
    const provider = service.resources['AWS::CloudWatch::CompositeAlarm']!;
    const properties = { AlarmName: 'a', AlarmRule: 'TRUE' };
    const resource = {
      service: 'platform',
      serviceFolder: '/services/platform',
      stackName: 'platform-local',
      logicalId: 'Thing',
      type: 'AWS::CloudWatch::CompositeAlarm',
      properties,
    };
    const deployed = await provider.deploy(resource);
    expect(monitor.alarms()).toMatchObject([{ name: 'a', state: 'ALARM' }]);
    await provider.remove!(resource, deployed);
    expect(monitor.alarms()).toEqual([]);
  });

  it('warns about an alarm that it cannot evaluate', async () => {
    const warnings: string[] = [];
    const { service } = create((message) => warnings.push(message));
    const type = 'AWS::CloudWatch::Alarm';
    await service.resources[type]!.deploy({
      service: 'platform',
      serviceFolder: '/services/platform',
      stackName: 'platform-local',
      logicalId: 'Thing',
      type,
      properties: { AlarmName: 'a', Metrics: [{ Id: 'rate', Expression: 'RATE(a)' }] },
    });
    expect(warnings).toEqual([expect.stringContaining('a is not evaluated locally')]);
  });

  it('handles every property of an alarm', () => {
    const { honors, ignores } = create().service.resources['AWS::CloudWatch::Alarm']!;
    const known = [...honors, ...Object.keys(ignores ?? {})];
    expect(known).toEqual(
      expect.arrayContaining(['AlarmName', 'MetricName', 'Threshold', 'TreatMissingData', 'Metrics']),
    );
  });
});
