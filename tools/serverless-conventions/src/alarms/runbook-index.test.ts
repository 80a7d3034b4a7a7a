import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Template } from '../template.ts';
import { applyAlarms } from './apply-alarms.ts';
import type { DeclaredAlarm } from './declared-alarms.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const runbooks = join(workspaceRoot, 'docs/runbooks');

/** The rows of the index: alarm names such as `emails-bounce of notifications`, and their runbooks. */
const index = new Map(
  [
    ...readFileSync(join(runbooks, 'README.md'), 'utf8').matchAll(/^\| (`.+?) +\| \[.+\]\((.+?)\) +\|$/gm),
  ].flatMap(([, names = '', page = '']) =>
    names.split(', ').map((name) => [name.replaceAll('`', ''), page] as const),
  ),
);

/** The alarms that serverless.yml files declare, named as in the index. */
const declared = globSync('services/*/serverless.yml', { cwd: workspaceRoot }).flatMap((file) => {
  const { custom } = parse(readFileSync(join(workspaceRoot, file), 'utf8'), { logLevel: 'silent' }) as {
    custom?: { alarms?: Record<string, DeclaredAlarm> };
  };
  return Object.entries(custom?.alarms ?? {}).map(
    ([name, { runbook }]) => [`${name} of ${file.split('/')[1]}`, runbook] as const,
  );
});

/** The default alarms of one resource of each type, with the placeholders of the index for names. */
function defaultAlarms() {
  const template: Template = {
    Resources: {
      ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
      FnLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'dist/FUNCTION.handler', Timeout: 10 },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'FnLambdaFunction' }, StartingPosition: 'LATEST' },
      },
      QUEUE: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: {} } },
      Lost: { Type: 'AWS::SQS::Queue', Properties: {} },
      WORKFLOW: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
      TABLE: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      WebAcl: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: { Rules: [], VisibilityConfig: { MetricName: 'web-acl' } },
      },
    },
  };
  applyAlarms(template, {}, { service: 's', stage: 'dev', owner: '@o', runbooksUrl: '' });
  const words = { queue: 'QUEUE', lost: 'QUEUE', workflow: 'WORKFLOW', table: 'TABLE' };
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => {
      const name = String(Properties['AlarmName']).replace('tradewind-s-dev-', '');
      const page = String(Properties['AlarmDescription']).split('/').at(-1)!;
      return [
        name.replace(/^(queue|lost|workflow|table)(?=-)/, (word) => words[word as 'queue']),
        page,
      ] as const;
    });
}

describe('the index of runbooks', () => {
  it('lists every alarm with its runbook, and no other', () =>
    expect([...index].toSorted()).toEqual([...defaultAlarms(), ...declared].toSorted()));

  it('links to every runbook', () =>
    expect([...new Set([...index.values(), 'README.md'])].toSorted()).toEqual(
      readdirSync(runbooks).toSorted(),
    ));
});
