import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';
import { describeDrift, stackDrift, stackNamesInStage } from './stack-drift.ts';

/** Answers by the name of the command, one after the other; the last one stays. */
const answering = (answers: Record<string, object[]>) => {
  const send = async (command: object) => {
    const rest = answers[command.constructor.name] ?? [];
    return rest.length > 1 ? rest.shift() : rest[0];
  };
  return { send } as unknown as CloudFormationClient;
};
const detecting = { DetectStackDriftCommand: [{ StackDriftDetectionId: '1' }] };
const pause = async () => undefined;

describe('the drift of a stack', () => {
  it('is what differs and what is gone, once detection has ended', async () => {
    const client = answering({
      ...detecting,
      DescribeStackDriftDetectionStatusCommand: [
        { DetectionStatus: 'DETECTION_IN_PROGRESS' },
        { DetectionStatus: 'DETECTION_COMPLETE' },
      ],
      DescribeStackResourceDriftsCommand: [
        {
          StackResourceDrifts: [
            {
              LogicalResourceId: 'StockTable',
              ResourceType: 'AWS::DynamoDB::Table',
              StackResourceDriftStatus: 'MODIFIED',
              PropertyDifferences: [{ PropertyPath: '/BillingMode' }],
            },
            {
              LogicalResourceId: 'Alarm',
              ResourceType: 'AWS::CloudWatch::Alarm',
              StackResourceDriftStatus: 'DELETED',
            },
          ],
          NextToken: 'more',
        },
        {
          StackResourceDrifts: [
            {
              LogicalResourceId: 'Bus',
              ResourceType: 'AWS::SNS::Topic',
              StackResourceDriftStatus: 'MODIFIED',
            },
          ],
        },
      ],
    });
    const drifted = await stackDrift('tradewind-inventory-dev', { client, pause });
    expect(drifted.map(describeDrift)).toEqual([
      'tradewind-inventory-dev: StockTable (AWS::DynamoDB::Table) differs in /BillingMode',
      'tradewind-inventory-dev: Alarm (AWS::CloudWatch::Alarm) is gone',
      'tradewind-inventory-dev: Bus (AWS::SNS::Topic) differs in its properties',
    ]);
  });

  it.each([
    ['DETECTION_FAILED', 'drift cannot be detected: no permission'],
    ['DETECTION_IN_PROGRESS', 'no word on drift after 900 s'],
  ])('is not known at %s', async (DetectionStatus, message) => {
    const client = answering({
      ...detecting,
      DescribeStackDriftDetectionStatusCommand: [{ DetectionStatus, DetectionStatusReason: 'no permission' }],
    });
    await expect(stackDrift('a', { client, pause })).rejects.toThrow(message);
  });
});

describe('the stacks of a stage', () => {
  const stack = (StackName: string, stage?: string) => ({
    StackName,
    ...(stage !== undefined && { Tags: [{ Key: 'STAGE', Value: stage }] }),
  });

  it('are those of its tag, from all pages', async () => {
    const client = answering({
      DescribeStacksCommand: [
        {
          Stacks: [stack('tradewind-orders-kim-dev', 'kim-dev'), stack('other-dev', 'dev')],
          NextToken: 'more',
        },
        { Stacks: [stack('tradewind-orders-dev', 'dev'), stack('tradewind-old-dev')] },
      ],
    });
    expect(await stackNamesInStage('dev', client)).toEqual(['tradewind-old-dev', 'tradewind-orders-dev']);
  });
});
