import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { arn } from '../../../workspace/src/aws/aws-constants.ts';
import { waitForResult, functionArn, toOutput } from './start-step-functions.ts';

const HOUR_MS = 3_600_000;

let folder: string;
let host: ChildProcess;
let client: SFNClient;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(async () => {
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the service with a clock that is ahead. */
async function boot({ aheadMs = 0 } = {}): Promise<void> {
  const program = join(import.meta.dirname, 'step-functions-child.ts');
  host = spawn(process.execPath, [program, folder, String(aheadMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(host.stdout!, 'data')) as [Buffer];
  client = new SFNClient({
    endpoint: line.toString().trim(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
  });
}

async function kill(): Promise<void> {
  client.destroy();
  if (host.exitCode !== null || host.signalCode !== null) return;
  host.kill('SIGKILL');
  await once(host, 'exit');
}

const define = (definitions: Record<string, unknown>) =>
  writeFileSync(join(folder, 'definitions.json'), JSON.stringify(definitions));
const start = async (stateMachineName: string, input: unknown) => {
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: arn('states', `stateMachine:${stateMachineName}`),
      name: 'ord_1',
      input: JSON.stringify(input),
    }),
  );
  return executionArn as string;
};
const steps = (): string[] =>
  existsSync(join(folder, 'steps')) ? readFileSync(join(folder, 'steps'), 'utf8').trim().split('\n') : [];
async function waitForSteps(count: number): Promise<void> {
  await waitUntil(async () => (steps().length >= count ? true : undefined));
  expect(steps()).toHaveLength(count);
}
async function waitForEvent(executionArn: string, eventType: string): Promise<void> {
  await waitUntil(async () => {
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    return events.find(({ type }) => type === eventType);
  });
}

const task = (name: string, rest: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...rest,
});

it('resumes after SIGKILL at the state it was in, with the definition it started with', async () => {
  const saga = {
    StartAt: 'First',
    States: {
      First: task('first', { ResultPath: '$.first', Next: 'Hang' }),
      Hang: task('hang', { ResultPath: '$.hang', Next: 'Last' }),
      Last: task('last', {
        Parameters: { 'name.$': '$$.Execution.Name', 'input.$': '$$.Execution.Input' },
        ResultPath: '$.last',
        End: true,
      }),
    },
  };
  define({ saga });
  writeFileSync(join(folder, 'hold'), '');
  await boot();
  const executionArn = await start('saga', { orderId: 'ord_1' });
  await waitForSteps(2);
  await kill();

  rmSync(join(folder, 'hold'));
  define({ saga: { StartAt: 'Only', States: { Only: { Type: 'Succeed' } } } });
  await boot();
  const execution = await waitForResult(client, executionArn);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', name: 'ord_1', input: '{"orderId":"ord_1"}' });
  expect(toOutput(execution)).toEqual({
    orderId: 'ord_1',
    first: { step: 'first' },
    hang: { step: 'hang' },
    last: { step: 'last' },
  });
  const hangInput = { orderId: 'ord_1', first: { step: 'first' } };
  expect(steps()).toEqual([
    'first {"orderId":"ord_1"}',
    `hang ${JSON.stringify(hangInput)}`,
    `hang ${JSON.stringify(hangInput)}`,
    'last {"name":"ord_1","input":{"orderId":"ord_1"}}',
  ]);
});

it('keeps the deadline of a Wait state after SIGKILL', async () => {
  define({
    wait: {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 3_600, Next: 'Last' }, Last: task('last', { End: true }) },
    },
  });
  await boot();
  const executionArn = await start('wait', {});
  await waitForEvent(executionArn, 'WaitStateEntered');
  await kill();
  await boot({ aheadMs: HOUR_MS / 2 });
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(status).toBe('RUNNING');
  await kill();
  // A restarted Wait would take another half or full hour from here.
  await boot({ aheadMs: HOUR_MS });
  const { startDate, stopDate } = await waitForResult(client, executionArn);
  expect(stopDate!.getTime() - startDate!.getTime()).toBeGreaterThanOrEqual(HOUR_MS);
});

it('accepts a callback after SIGKILL without sending the request again', async () => {
  define({
    approval: {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
          End: true,
        },
      },
    },
  });
  await boot();
  const executionArn = await start('approval', {});
  await waitForEvent(executionArn, 'TaskSubmitted');
  await kill();
  await boot();
  const { token } = JSON.parse(steps()[0]!.replace('ask ', '')) as { token: string };
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"yes"' }));
  expect(toOutput(await waitForResult(client, executionArn))).toBe('yes');
  expect(steps()).toHaveLength(1);
});

it('runs a Parallel state again from the beginning', async () => {
  writeFileSync(join(folder, 'hold'), '');
  define({
    both: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'First', States: { First: task('first', { End: true }) } },
            { StartAt: 'Hang', States: { Hang: task('hang', { End: true }) } },
          ],
          End: true,
        },
      },
    },
  });
  await boot();
  const executionArn = await start('both', {});
  await waitForSteps(2);
  await kill();
  rmSync(join(folder, 'hold'));
  await boot();
  expect(toOutput(await waitForResult(client, executionArn))).toEqual([{ step: 'first' }, { step: 'hang' }]);
  expect(steps()).toHaveLength(4);
});

it('resumes an execution and the nested execution that it waits for', async () => {
  writeFileSync(join(folder, 'hold'), '');
  define({
    child: { StartAt: 'Hang', States: { Hang: task('hang', { End: true }) } },
    parent: {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: {
            StateMachineArn: arn('states', 'stateMachine:child'),
            'Name.$': '$$.Execution.Name',
            Input: { a: 1 },
          },
          OutputPath: '$.Output',
          End: true,
        },
      },
    },
  });
  await boot();
  const executionArn = await start('parent', {});
  await waitForSteps(1);
  await kill();
  rmSync(join(folder, 'hold'));
  await boot();
  expect(toOutput(await waitForResult(client, executionArn))).toEqual({ step: 'hang' });
  expect(steps()).toEqual(['hang {"a":1}', 'hang {"a":1}']);
});
