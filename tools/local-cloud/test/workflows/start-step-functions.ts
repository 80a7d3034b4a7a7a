import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { waitUntil } from '#libs/testing';
import { arn } from '../../../workspace/src/aws/aws-constants.ts';
import type { Clock } from '../../src/contract/clock.ts';
import type { Resource } from '../../src/contract/resource.ts';
import type { EcsTasks } from '../../src/contract/ecs-tasks.ts';
import type { FunctionInvoker } from '../../src/contract/function-invoker.ts';
import { createStepFunctionsService } from '../../src/services/step-functions/step-functions-service.ts';
import { serve } from './serve-service.ts';

type Handler = (event: never) => unknown;

export const functionArn = (name: string): string => arn('lambda', `function:${name}`);

/** Functions implemented as callbacks; a thrown error becomes the error object of Lambda. */
export function inMemoryFunctions(handlers: Record<string, Handler>): FunctionInvoker & { calls: string[] } {
  const calls: string[] = [];
  const findHandler = (functionArnOrName: string) => {
    const name = functionArnOrName.split(':function:').at(-1) as string;
    const handler = handlers[name];
    if (handler === undefined) {
      throw Object.assign(new Error(`Function not found: ${name}`), { name: 'ResourceNotFoundException' });
    }
    calls.push(name);
    return handler;
  };
  return {
    calls,
    async invoke(functionArnOrName, event) {
      const handler = findHandler(functionArnOrName);
      try {
        return { payload: JSON.stringify((await handler(event as never)) ?? null) };
      } catch (error) {
        const { name, message } = error as Error;
        return {
          functionError: 'Unhandled',
          payload: JSON.stringify({ errorType: name, errorMessage: message, trace: [] }),
        };
      }
    },
    async invokeAsync(functionArnOrName, event) {
      await findHandler(functionArnOrName)(event as never);
    },
  };
}

export const createNamedError = (name: string, message = name): Error =>
  Object.assign(new Error(message), { name });

interface Options {
  readonly handlers?: Record<string, Handler>;
  /** The actions that the role of each state machine does not allow. */
  readonly denied?: readonly string[];
  readonly endpointUrl?: string;
  readonly containers?: EcsTasks;
  readonly clock?: Clock;
}

/** Starts Step Functions on a free port with in-memory functions. */
export async function startStepFunctions({
  handlers = {},
  denied = [],
  endpointUrl = 'http://127.0.0.1:1',
  containers,
  clock,
}: Options = {}) {
  const stateFolder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const functions = inMemoryFunctions(handlers);
  const lines: string[] = [];
  const service = createStepFunctionsService({
    invoker: functions,
    access: {
      register: () => ({ accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }),
      check(_principal, action, resourceArn) {
        if (denied.includes(action)) {
          throw createNamedError(
            'AccessDeniedException',
            `not authorized to perform: ${action} on resource: ${resourceArn}`,
          );
        }
      },
    },
    endpointUrl: () => endpointUrl,
    stateFolder,
    log: (line) => lines.push(line),
    ...(containers && { containers }),
    ...(clock && { clock }),
  });
  const served = await serve(service);
  const client = new SFNClient({
    endpoint: served.endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    disableHostPrefix: true,
  });

  return {
    client,
    service,
    functions,
    lines,
    deploy: async (properties: Record<string, unknown>, logicalId = 'Workflow'): Promise<string> =>
      (
        await service.resources['AWS::StepFunctions::StateMachine']!.deploy(
          stateMachineResource(logicalId, properties),
        )
      ).ref,
    async run(
      stateMachineArn: string,
      input: unknown = {},
      name?: string,
    ): Promise<DescribeExecutionCommandOutput> {
      const started = await client.send(
        new StartExecutionCommand({
          stateMachineArn,
          input: JSON.stringify(input),
          ...(name !== undefined && { name }),
        }),
      );
      return waitForResult(client, started.executionArn as string);
    },
    async stop() {
      client.destroy();
      await served.stop();
      await service.stop!();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

export const stateMachineResource = (logicalId: string, properties: Record<string, unknown>): Resource => ({
  service: 'orders',
  serviceFolder: '/services/orders',
  stackName: 'orders-local',
  logicalId,
  type: 'AWS::StepFunctions::StateMachine',
  properties: { RoleArn: 'arn:aws:iam::000000000000:role/workflow', ...properties },
});

export async function waitForResult(
  client: SFNClient,
  executionArn: string,
): Promise<DescribeExecutionCommandOutput> {
  return waitUntil(async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
}

export const toOutput = ({ output = 'null' }: DescribeExecutionCommandOutput): unknown => JSON.parse(output);
