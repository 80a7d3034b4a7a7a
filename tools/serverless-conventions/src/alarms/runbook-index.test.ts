import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Template } from '../osls.ts';
import { applyAlarms } from './apply-alarms.ts';
import type { DeclaredAlarm } from './declared-alarms.ts';

const workspace = join(import.meta.dirname, '../../../..');
const runbooks = join(workspace, 'docs/runbooks');

/** Rows of the index: the names in its first column, `emails-bounce of notifications`, and the page of each. */
const index = new Map(
  [
    ...readFileSync(join(runbooks, 'README.md'), 'utf8').matchAll(/^\| (`.+?) +\| \[.+\]\((.+?)\) +\|$/gm),
  ].flatMap(([, names = '', page = '']) =>
    names.split(', ').map((name) => [name.replaceAll('`', ''), page] as const),
  ),
);

/** What serverless.yml files declare, as the index names it. */
const declared = globSync('services/*/serverless.yml', { cwd: workspace }).flatMap((file) => {
  const { custom } = parse(readFileSync(join(workspace, file), 'utf8'), { logLevel: 'silent' }) as {
    custom?: { alarms?: Record<string, DeclaredAlarm> };
  };
  return Object.entries(custom?.alarms ?? {}).map(
    ([name, { runbook }]) => [`${name} of ${file.split('/')[1]}`, runbook] as const,
  );
});

/** What one of everything gets by convention, with the word that the index has for its name. */
function conventional() {
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
  it('names every alarm there is with its page, and no other', () =>
    expect([...index].toSorted()).toEqual([...conventional(), ...declared].toSorted()));

  it('leads to every page', () =>
    expect([...new Set([...index.values(), 'README.md'])].toSorted()).toEqual(
      readdirSync(runbooks).toSorted(),
    ));
});
