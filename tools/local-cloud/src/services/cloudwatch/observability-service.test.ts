import { createAlarmWatch } from './alarms/alarm-watch.ts';
import { describe, expect, it } from '@jest/globals';
import { createObservabilityService } from './observability-service.ts';

const withoutQueues = { onChange: () => {}, act: () => {}, queues: () => [] };
const create = (warn: (message: string) => void = () => {}) => {
  const watch = createAlarmWatch(withoutQueues);
  return { watch, service: createObservabilityService({ watch, warn }) };
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
  it('refers to a log group by its name, and its ARN ends as CloudFormation says', async () => {
    const { deployed } = deploy('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/lambda/a',
      RetentionInDays: 30,
    });
    expect(await deployed).toEqual({
      ref: '/aws/lambda/a',
      attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/a:*' },
    });
  });

  it('refers to an alarm by its name, to a composite alarm by its ARN', async () => {
    expect(await deploy('AWS::CloudWatch::Alarm', { AlarmName: 'a' }).deployed).toMatchObject({ ref: 'a' });
    const composite = { AlarmName: 'a', AlarmRule: 'ALARM("b")' };
    expect(await deploy('AWS::CloudWatch::CompositeAlarm', composite).deployed).toMatchObject({
      ref: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a',
    });
  });

  it('gives a key the same id at each start', async () => {
    const [first, second] = await Promise.all([
      deploy('AWS::KMS::Key').deployed,
      deploy('AWS::KMS::Key').deployed,
    ]);
    expect(first.ref).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(second).toEqual(first);
  });

  it('lists what was recorded', async () => {
    const { service, deployed } = deploy('AWS::CloudWatch::Dashboard', {
      DashboardName: 'orders',
      DashboardBody: '{}',
    });
    await deployed;
    expect(service.recorded('AWS::CloudWatch::Dashboard')).toEqual(['orders']);
    expect(service.recorded('AWS::CloudWatch::Alarm')).toEqual([]);
  });

  it('has alarms evaluated as long as they are deployed', async () => {
    const { watch, service } = create();
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
    expect(watch.alarms()).toMatchObject([{ name: 'a', state: 'ALARM' }]);
    await provider.remove!(resource, deployed);
    expect(watch.alarms()).toEqual([]);
  });

  it('says which alarm it cannot evaluate, and goes on', async () => {
    const warned: string[] = [];
    const { service } = create((message) => warned.push(message));
    const type = 'AWS::CloudWatch::Alarm';
    await service.resources[type]!.deploy({
      service: 'platform',
      serviceFolder: '/services/platform',
      stackName: 'platform-local',
      logicalId: 'Thing',
      type,
      properties: { AlarmName: 'a', Metrics: [{ Id: 'rate', Expression: 'RATE(a)' }] },
    });
    expect(warned).toEqual([expect.stringContaining('a is not evaluated locally')]);
  });

  it('accounts for every property of an alarm', () => {
    const { honors, ignores } = create().service.resources['AWS::CloudWatch::Alarm']!;
    const known = [...honors, ...Object.keys(ignores ?? {})];
    expect(known).toEqual(
      expect.arrayContaining(['AlarmName', 'MetricName', 'Threshold', 'TreatMissingData', 'Metrics']),
    );
  });
});
