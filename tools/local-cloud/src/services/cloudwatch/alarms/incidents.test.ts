import { describe, expect, it } from '@jest/globals';
import { applyAlarms } from '../../../../../serverless-conventions/src/alarms/apply-alarms.ts';
import type { DeclaredAlarm } from '../../../../../serverless-conventions/src/alarms/declared-alarms.ts';
import type { Template } from '../../../../../serverless-conventions/src/osls.ts';
import { createMetricStore } from '../metrics/metric-store.ts';
import { createAlarmBoard } from './alarm-board.ts';
import { alarmMessage } from './alarm-message.ts';

const HOUR_SECONDS = 3600;
const TOPIC = '{{resolve:ssm:/tradewind/local/platform/alarm-topic-arn}}';

/** A service with a dead-letter queue, a workflow, a function, and two critical alarms of its own. */
function packaged(): Template['Resources'] {
  const template: Template = {
    Resources: {
      PayLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'dist/pay.handler', Timeout: 10 },
      },
      ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'payments' } },
      LostChangesQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
      PlaceStateMachine: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
    },
  };
  const declared: Record<string, DeclaredAlarm> = {
    'provider-failing': {
      description: 'The provider does not answer.',
      severity: 'critical',
      runbook: 'payment-provider-failing.md',
      metric: 'ProviderFailed',
    },
    'does-not-add-up': {
      description: 'Something was sold twice.',
      severity: 'critical',
      runbook: 'stock-does-not-add-up.md',
      metric: 'Findings',
      periodSeconds: 86_400,
      missingData: 'ignore',
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

/** The alarms of the packaged service, what they count, and time that passes as the test likes. */
function onCall() {
  const clock = { at: 1_000_000_000, nowMs: () => clock.at };
  const store = createMetricStore({ clock });
  const resources = packaged();
  const rang: string[] = [];
  const messages: string[] = [];
  const board = createAlarmBoard({
    store,
    clock,
    onChange: () => {},
    act: (topic, alarm) => {
      expect(topic).toBe(TOPIC);
      if (alarm.state !== 'ALARM') return;
      rang.push(alarm.name.replace('tradewind-payments-local-', ''));
      messages.push(alarmMessage(alarm));
    },
  });
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::CloudWatch::Alarm') board.declare('metric', resolved(Properties, resources));
    if (Type === 'AWS::CloudWatch::CompositeAlarm')
      board.declare('composite', resolved(Properties, resources));
  }
  const count = (namespace: string, name: string, dimensions: Record<string, string>, value = 1) =>
    store.record({ namespace, name, dimensions, value });
  const after = (seconds: number, meanwhile = () => {}) => {
    for (let passed = 0; passed < seconds; passed += 30) {
      clock.at += 30_000;
      meanwhile();
      board.evaluate();
    }
  };
  return {
    rang,
    messages,
    after,
    deadLetter: () =>
      count('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: 'LostChangesQueue.QueueName' }),
    finding: () => count('tradewind/local', 'Findings', { service: 'payments' }),
    providerFails: () => count('tradewind/local', 'ProviderFailed', { service: 'payments' }),
    purchaseFails: () => count('AWS/States', 'ExecutionsFailed', { StateMachineArn: 'PlaceStateMachine' }),
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

/** Properties with a word for each reference; an alarm's ARN has its name. */
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

describe('whoever is on call', () => {
  it('hears once of an incident, however often it shows', () => {
    const { rang, after, providerFails } = onCall();
    after(HOUR_SECONDS, providerFails);
    expect(rang).toEqual(['provider-failing']);
  });

  it('hears of a second incident while the first is not over', () => {
    const { rang, after, deadLetter, providerFails, purchaseFails } = onCall();
    after(HOUR_SECONDS, deadLetter);
    expect(rang).toEqual(['lost-changes-depth']);
    after(2 * HOUR_SECONDS, () => (deadLetter(), providerFails()));
    expect(rang).toEqual(['lost-changes-depth', 'provider-failing']);
    after(HOUR_SECONDS, () => (deadLetter(), purchaseFails()));
    expect(rang).toEqual(['lost-changes-depth', 'provider-failing', 'place-failed']);
  });

  it('hears of another one while the nightly findings last', () => {
    const { rang, after, finding, deadLetter } = onCall();
    finding();
    after(HOUR_SECONDS);
    deadLetter();
    after(60);
    expect(rang).toEqual(['does-not-add-up', 'lost-changes-depth']);
  });

  it('hears of warnings once, and not during an incident that explains them', () => {
    const { rang, after, functionFails, providerFails } = onCall();
    after(HOUR_SECONDS, () => (functionFails(), providerFails()));
    expect(rang).toEqual(['provider-failing']);
    after(HOUR_SECONDS, functionFails);
    expect(rang).toEqual(['provider-failing', 'warning']);
  });

  it('hears of warnings although a dead letter lies for days', () => {
    const { rang, after, deadLetter, functionFails } = onCall();
    after(HOUR_SECONDS, deadLetter);
    after(HOUR_SECONDS, () => (deadLetter(), functionFails()));
    expect(rang).toEqual(['lost-changes-depth', 'warning']);
  });

  it('hears of purchases that fail one after the other as of one incident', () => {
    const { rang, after, purchaseFails } = onCall();
    for (let purchase = 0; purchase < 5; purchase += 1) {
      purchaseFails();
      after(10 * 60);
    }
    expect(rang).toEqual(['place-failed']);
    after(HOUR_SECONDS);
    purchaseFails();
    after(60);
    expect(rang).toEqual(['place-failed', 'place-failed']);
  });

  it('hears of an outage at night, with a request every seven minutes', () => {
    const { rang, after, request } = onCall();
    for (let night = 0; night < 4; night += 1) {
      request(200);
      after(7 * 60);
    }
    expect(rang).toEqual([]);
    request(500);
    after(7 * 60);
    expect(rang).toEqual([]);
    request(500);
    after(60);
    expect(rang).toEqual(['api-failures']);
  });

  it('hears once of requests that fail by day, more than one in a hundred', () => {
    const { rang, after, request } = onCall();
    const busy = (failures: number) => () => {
      for (let each = 0; each < 50; each += 1) request(each < failures ? 500 : 200);
    };
    after(HOUR_SECONDS, busy(0));
    after(60, busy(4));
    expect(rang).toEqual([]);
    after(10 * 60, busy(2));
    after(HOUR_SECONDS, busy(0));
    expect(rang).toEqual(['api-failures']);
  });

  it('sleeps while single requests fail of many', () => {
    const { rang, after, request } = onCall();
    for (let minute = 0; minute < 60; minute += 1) {
      if (minute % 4 === 0) request(500);
      after(60, () => request(200));
    }
    expect(rang).toEqual([]);
  });

  it('reads the page of the alarm that rang', () => {
    const { messages, after, providerFails } = onCall();
    after(60, providerFails);
    const { AlarmDescription } = JSON.parse(messages[0]!) as { AlarmDescription: string };
    expect(AlarmDescription).toBe(
      'The provider does not answer.\nOwner: @tradewind/payments\nSeverity: critical\nRunbook: https://x.example/runbooks/payment-provider-failing.md',
    );
  });
});
