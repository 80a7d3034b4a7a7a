import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { arn } from '../../../workspace/src/aws/aws-constants.ts';
import { ended, functionArn, outputOf } from './start-step-functions.ts';

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

async function boot(): Promise<void> {
  host = spawn(process.execPath, [join(import.meta.dirname, 'step-functions-child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
const start = async (machine: string, input: unknown) => {
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: arn('states', `stateMachine:${machine}`),
      name: 'ord_1',
      input: JSON.stringify(input),
    }),
  );
  return executionArn as string;
};
const steps = (): string[] =>
  existsSync(join(folder, 'steps')) ? readFileSync(join(folder, 'steps'), 'utf8').trim().split('\n') : [];
async function stepsReach(count: number): Promise<void> {
  await waitUntil(async () => (steps().length >= count ? true : undefined));
  expect(steps()).toHaveLength(count);
}
async function historyReaches(executionArn: string, wanted: string): Promise<void> {
  await waitUntil(async () => {
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    return events.find(({ type }) => type === wanted);
  });
}

const task = (name: string, rest: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...rest,
});

it('goes on after a kill from the state that was under way, though its definition has changed', async () => {
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
  await stepsReach(2);
  await kill();

  rmSync(join(folder, 'hold'));
  define({ saga: { StartAt: 'Only', States: { Only: { Type: 'Succeed' } } } });
  await boot();
  const execution = await ended(client, executionArn);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', name: 'ord_1', input: '{"orderId":"ord_1"}' });
  expect(outputOf(execution)).toEqual({
    orderId: 'ord_1',
    first: { step: 'first' },
    hang: { step: 'hang' },
    last: { step: 'last' },
  });
  const handedOn = { orderId: 'ord_1', first: { step: 'first' } };
  expect(steps()).toEqual([
    'first {"orderId":"ord_1"}',
    `hang ${JSON.stringify(handedOn)}`,
    `hang ${JSON.stringify(handedOn)}`,
    'last {"name":"ord_1","input":{"orderId":"ord_1"}}',
  ]);
});

it('keeps the deadline of a Wait over a kill', async () => {
  define({
    rest: {
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 5, Next: 'Last' }, Last: task('last', { End: true }) },
    },
  });
  await boot();
  const executionArn = await start('rest', {});
  await sleep(2_000);
  await kill();
  const killedAt = Date.now();
  await boot();
  const { startDate, stopDate } = await ended(client, executionArn);
  expect(stopDate!.getTime() - startDate!.getTime()).toBeGreaterThanOrEqual(5_000);
  // Had it begun anew, it would have gone on from here for all its time.
  expect(stopDate!.getTime() - killedAt).toBeLessThan(5_000);
});

it('takes an answer after a kill for a token given before, without asking again', async () => {
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
  await historyReaches(executionArn, 'TaskSubmitted');
  await kill();
  await boot();
  const { token } = JSON.parse(steps()[0]!.replace('ask ', '')) as { token: string };
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"yes"' }));
  expect(outputOf(await ended(client, executionArn))).toBe('yes');
  expect(steps()).toHaveLength(1);
});

it('runs a Parallel again from its beginning', async () => {
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
  await stepsReach(2);
  await kill();
  rmSync(join(folder, 'hold'));
  await boot();
  expect(outputOf(await ended(client, executionArn))).toEqual([{ step: 'first' }, { step: 'hang' }]);
  expect(steps()).toHaveLength(4);
});

it('goes on with a state machine and the one that it waits for', async () => {
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
  await stepsReach(1);
  await kill();
  rmSync(join(folder, 'hold'));
  await boot();
  expect(outputOf(await ended(client, executionArn))).toEqual({ step: 'hang' });
  expect(steps()).toEqual(['hang {"a":1}', 'hang {"a":1}']);
});
