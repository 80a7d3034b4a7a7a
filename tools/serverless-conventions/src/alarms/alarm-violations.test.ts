import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { serviceFolders, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { alarmViolations } from './alarm-violations.ts';

const alarm = {
  description: 'Customers cannot pay.',
  severity: 'critical',
  runbook: 'payments.md',
  metric: 'Lost',
};

describe('alarmViolations', () => {
  it.each([
    [
      { payment: { ...alarm, periodSecond: 60 } },
      'serverless.yml: custom.alarms.payment has no property periodSecond. Did you mean periodSeconds?',
    ],
    [
      { payment: { ...alarm, severity: 'high' } },
      'serverless.yml: custom.alarms.payment.severity must be one of critical, warning.',
    ],
    [{ payment: { ...alarm, above: '5' } }, 'serverless.yml: custom.alarms.payment.above must be number.'],
    [
      { payment: { ...alarm, runbook: undefined } },
      "serverless.yml: custom.alarms.payment must have required property 'runbook'.",
    ],
    [{ paymentLost: alarm }, 'serverless.yml: custom.alarms: write the name "paymentLost" in kebab case.'],
  ])('names path and cure of %j', (alarms, message) => {
    expect(alarmViolations(JSON.parse(JSON.stringify(alarms)))).toEqual([message]);
  });

  it.each(serviceFolders(join(workspaceRoot, 'services')))('accepts the alarms of %s', (folder) => {
    const { custom } = parse(readFileSync(join(folder, 'serverless.yml'), 'utf8'), {
      logLevel: 'silent',
    }) as { custom?: { alarms?: object } };
    expect(typeof custom?.alarms === 'string' ? [] : alarmViolations(custom?.alarms ?? {})).toEqual([]);
  });
});
