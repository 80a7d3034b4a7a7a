import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';
import { cloudFormationStacks } from './stacks.ts';

describe('stacks', () => {
  /** Answers each kind of request with the answers given for it, one after the other and the last one again. */
  const answering = (answers: Readonly<Record<string, readonly object[]>>) => {
    const asked: string[] = [];
    const client = new CloudFormationClient({ region: 'us-east-1' });
    client.send = (async (command: object) => {
      const kind = command.constructor.name.replace('Command', '');
      const all = answers[kind] ?? [];
      asked.push(kind);
      return all[Math.min(all.length, asked.filter((each) => each === kind).length) - 1] ?? {};
    }) as unknown as typeof client.send;
    return { asked, stacks: cloudFormationStacks('us-east-1', async () => {}, client) };
  };
  const { signal } = new AbortController();
  const inState = (StackStatus: string) => ({ Stacks: [{ StackStatus }] });

  it('are those of one stage, page by page, and not those of another whose name ends alike', async () => {
    const stack = (StackName: string, stage: string) => ({
      StackName,
      Tags: [{ Key: 'STAGE', Value: stage }],
    });
    const { stacks } = answering({
      DescribeStacks: [
        { Stacks: [stack('tradewind-stock-dev', 'dev'), stack('other-dev', 'dev')], NextToken: '2' },
        { Stacks: [stack('tradewind-orders-kim-dev', 'kim-dev'), stack('tradewind-mails-dev', 'dev')] },
      ],
    });
    expect(await stacks.servicesIn('dev')).toEqual(['mails', 'stock']);
  });

  it('are removed when they are gone', async () => {
    const { stacks, asked } = answering({
      DescribeStacks: [inState('DELETE_IN_PROGRESS'), inState('DELETE_COMPLETE')],
    });
    await stacks.remove('tradewind-stock-dev', signal);
    expect(asked).toEqual(['DeleteStack', 'DescribeStacks', 'DescribeStacks']);
  });

  it('say why they stay', async () => {
    const failed = {
      LogicalResourceId: 'Bucket',
      ResourceStatus: 'DELETE_FAILED',
      ResourceStatusReason: 'not empty',
    };
    const { stacks } = answering({
      DescribeStacks: [inState('DELETE_FAILED')],
      DescribeStackEvents: [{ StackEvents: [failed] }],
    });
    await expect(stacks.remove('tradewind-stock-dev', signal)).rejects.toThrow('Bucket: not empty');
  });

  it('are left alone once the work is stopped', async () => {
    const { stacks, asked } = answering({});
    const stopped = AbortSignal.abort(new Error('was interrupted'));
    await expect(stacks.remove('tradewind-stock-dev', stopped)).rejects.toThrow('was interrupted');
    expect(asked).toEqual([]);
  });
});
