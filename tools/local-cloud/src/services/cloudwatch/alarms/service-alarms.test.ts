import { describe, expect, it } from '@jest/globals';
import { applyAlarms } from '../../../../../serverless-conventions/src/alarms/apply-alarms.ts';
import type { DeclaredAlarm } from '../../../../../serverless-conventions/src/alarms/declared-alarms.ts';
import type { Template } from '../../../../../serverless-conventions/src/template.ts';
import { inMemoryMetricRepository } from '../metrics/metric-repository.ts';
import { createAlarmEvaluator } from './alarm-evaluator.ts';
import { toAlarmMessage } from './alarm-message.ts';

const HOUR_SECONDS = 3600;
const TOPIC = '{{resolve:ssm:/tradewind/local/platform/alarm-topic-arn}}';

/** A service with a dead-letter queue, a state machine, a function and two declared critical alarms. */
function packaged(): Template['Resources'] {
  const template: Template = {
    Resources: {
      PayLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'dist/pay.handler', Timeout: 10 },
      },
      ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'payments' } },
      FailedChangesQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
      PlaceStateMachine: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
    },
  };
  const declared: Record<string, DeclaredAlarm> = {
    'provider-failing': {
      description: 'The provider does not respond.',
      severity: 'critical',
      runbook: 'payment-provider-failing.md',
      metric: 'ProviderFailed',
    },
    'reconciliation-mismatch': {
      description: 'Something was sold twice.',
      severity: 'critical',
      runbook: 'stock-reconciliation-mismatch.md',
      metric: 'Findings',
      periodSeconds: 86_400,
      treatMissingData: 'ignore',
    },
  };
  applyAlarms(template, declared, {
    service: 'payments',
    stage: 'local',
    owner: '@tradewind/payments',
    runbooksUrl: 'https://x.example/runbooks',
  });
  return template.Resources;
}

/** The alarms of the packaged service, with functions to record metrics and a manual clock. */
function monitorService() {
  const clock = { at: 1_000_000_000, nowMs: () => clock.at };
  const repository = inMemoryMetricRepository({ clock });
  const resources = packaged();
  const fired: string[] = [];
  const messages: string[] = [];
  const board = createAlarmEvaluator({
    repository,
    clock,
    onChange: () => {},
    onAction: (topic, alarm) => {
      expect(topic).toBe(TOPIC);
      if (alarm.state !== 'ALARM') return;
      fired.push(alarm.name.replace('tradewind-payments-local-', ''));
      messages.push(toAlarmMessage(alarm));
    },
  });
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::CloudWatch::Alarm') board.put('metric', resolved(Properties, resources));
    if (Type === 'AWS::CloudWatch::CompositeAlarm') board.put('composite', resolved(Properties, resources));
  }
  const count = (namespace: string, name: string, dimensions: Record<string, string>, value = 1) =>
    repository.record({ namespace, name, dimensions, value });
  const after = (seconds: number, meanwhile = () => {}) => {
    for (let passed = 0; passed < seconds; passed += 30) {
      clock.at += 30_000;
      meanwhile();
      board.evaluate();
    }
  };
  return {
    fired,
    messages,
    after,
    deadLetter: () =>
      count('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: 'FailedChangesQueue.QueueName' }),
    finding: () => count('tradewind/local', 'Findings', { service: 'payments' }),
    providerFails: () => count('tradewind/local', 'ProviderFailed', { service: 'payments' }),
    executionFails: () => count('AWS/States', 'ExecutionsFailed', { StateMachineArn: 'PlaceStateMachine' }),
    request: (status: number) =>
      count(
        'AWS/ApiGateway',
        '5XXError',
        { ApiName: 'payments', Stage: 'ApiGatewayStage' },
        Number(status >= 500),
      ),
    functionFails: () => count('AWS/Lambda', 'Errors', { FunctionName: 'PayLambdaFunction' }),
  };
}

/** Replaces each reference with its logical ID, and references to alarms with their ARN. */
function resolved(value: object, resources: Template['Resources']): Record<string, unknown> {
  const text = JSON.stringify(value, (_key, part: { Ref?: string; 'Fn::GetAtt'?: [string, string] }) => {
    if (part?.Ref !== undefined) return part.Ref;
    const [id, attribute] = part?.['Fn::GetAtt'] ?? [];
    if (id === undefined) return part;
    const name = resources[id]?.Properties['AlarmName'];
    return name === undefined
      ? `${id}.${attribute}`
      : `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
  });
  return JSON.parse(text) as Record<string, unknown>;
}

describe('alarms of a service', () => {
  it('fires once per incident', () => {
    const { fired, after, providerFails } = monitorService();
    after(HOUR_SECONDS, providerFails);
    expect(fired).toEqual(['provider-failing']);
  });

  it('fires for a second incident while the first continues', () => {
    const { fired, after, deadLetter, providerFails, executionFails } = monitorService();
    after(HOUR_SECONDS, deadLetter);
    expect(fired).toEqual(['failed-changes-depth']);
    after(2 * HOUR_SECONDS, () => (deadLetter(), providerFails()));
    expect(fired).toEqual(['failed-changes-depth', 'provider-failing']);
    after(HOUR_SECONDS, () => (deadLetter(), executionFails()));
    expect(fired).toEqual(['failed-changes-depth', 'provider-failing', 'place-failed']);
  });

  it('fires for a dead-letter message while the alarm of nightly findings is in ALARM', () => {
    const { fired, after, finding, deadLetter } = monitorService();
    finding();
    after(HOUR_SECONDS);
    deadLetter();
    after(60);
    expect(fired).toEqual(['reconciliation-mismatch', 'failed-changes-depth']);
  });

  it('fires warnings once, and suppresses them during a critical alarm', () => {
    const { fired, after, functionFails, providerFails } = monitorService();
    after(HOUR_SECONDS, () => (functionFails(), providerFails()));
    expect(fired).toEqual(['provider-failing']);
    after(HOUR_SECONDS, functionFails);
    expect(fired).toEqual(['provider-failing', 'warning']);
  });

  it('fires warnings although a message stays in the dead-letter queue', () => {
    const { fired, after, deadLetter, functionFails } = monitorService();
    after(HOUR_SECONDS, deadLetter);
    after(HOUR_SECONDS, () => (deadLetter(), functionFails()));
    expect(fired).toEqual(['failed-changes-depth', 'warning']);
  });

  it('fires once for consecutive failed executions', () => {
    const { fired, after, executionFails } = monitorService();
    for (let execution = 0; execution < 5; execution += 1) {
      executionFails();
      after(10 * 60);
    }
    expect(fired).toEqual(['place-failed']);
    after(HOUR_SECONDS);
    executionFails();
    after(60);
    expect(fired).toEqual(['place-failed', 'place-failed']);
  });

  it('fires for an outage with one request every seven minutes', () => {
    const { fired, after, request } = monitorService();
    for (let night = 0; night < 4; night += 1) {
      request(200);
      after(7 * 60);
    }
    expect(fired).toEqual([]);
    request(500);
    after(7 * 60);
    expect(fired).toEqual([]);
    request(500);
    after(60);
    expect(fired).toEqual(['api-failures']);
  });

  it('fires once when more than 1 % of frequent requests fail', () => {
    const { fired, after, request } = monitorService();
    const busy = (failures: number) => () => {
      for (let index = 0; index < 50; index += 1) request(index < failures ? 500 : 200);
    };
    after(HOUR_SECONDS, busy(0));
    after(60, busy(4));
    expect(fired).toEqual([]);
    after(10 * 60, busy(2));
    after(HOUR_SECONDS, busy(0));
    expect(fired).toEqual(['api-failures']);
  });

  it('does not fire when single requests of many fail', () => {
    const { fired, after, request } = monitorService();
    for (let minute = 0; minute < 60; minute += 1) {
      if (minute % 4 === 0) request(500);
      after(60, () => request(200));
    }
    expect(fired).toEqual([]);
  });

  it('links to the runbook in the message', () => {
    const { messages, after, providerFails } = monitorService();
    after(60, providerFails);
    const { AlarmDescription } = JSON.parse(messages[0]!) as { AlarmDescription: string };
    expect(AlarmDescription).toBe(
      'The provider does not respond.\nOwner: @tradewind/payments\nSeverity: critical\nRunbook: https://x.example/runbooks/payment-provider-failing.md',
    );
  });
});
