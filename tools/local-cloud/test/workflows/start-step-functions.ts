import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { waitUntil } from '#libs/testing';
import { arn } from '../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../src/contract/resource.ts';
import type { EcsTasks } from '../../src/contract/ecs-tasks.ts';
import type { FunctionInvoker } from '../../src/contract/function-invoker.ts';
import { createStepFunctionsService } from '../../src/services/step-functions/step-functions-service.ts';
import { serve } from './serve-service.ts';

type Handler = (event: never) => unknown;

/** A function of a test: throws to fail, and what it throws becomes Lambda's error object. */
export const functionArn = (name: string): string => arn('lambda', `function:${name}`);

export function inMemoryFunctions(handlers: Record<string, Handler>): FunctionInvoker & { calls: string[] } {
  const calls: string[] = [];
  const handlerOf = (functionArnOrName: string) => {
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
      const handler = handlerOf(functionArnOrName);
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
      await handlerOf(functionArnOrName)(event as never);
    },
  };
}

export const errorNamed = (name: string, message = name): Error =>
  Object.assign(new Error(message), { name });

interface BenchOptions {
  readonly handlers?: Record<string, Handler>;
  /** Actions the role of every state machine lacks. */
  readonly refused?: readonly string[];
  readonly endpointUrl?: string;
  readonly containers?: EcsTasks;
}

/** Step Functions of its own on a free port, with functions in memory. */
export async function workflowBench({
  handlers = {},
  refused = [],
  endpointUrl = 'http://127.0.0.1:1',
  containers,
}: BenchOptions = {}) {
  const stateFolder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const functions = inMemoryFunctions(handlers);
  const lines: string[] = [];
  const service = createStepFunctionsService({
    invoker: functions,
    access: {
      register: () => ({ accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }),
      check(_principal, action, resourceArn) {
        if (refused.includes(action)) {
          throw errorNamed(
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
  });
  const harness = await serve(service);
  const client = new SFNClient({
    endpoint: harness.endpointUrl,
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
          machineResource(logicalId, properties),
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
      return ended(client, started.executionArn as string);
    },
    async stop() {
      client.destroy();
      await harness.stop();
      await service.stop!();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

export const machineResource = (logicalId: string, properties: Record<string, unknown>): Resource => ({
  service: 'orders',
  serviceFolder: '/services/orders',
  stackName: 'orders-local',
  logicalId,
  type: 'AWS::StepFunctions::StateMachine',
  properties: { RoleArn: 'arn:aws:iam::000000000000:role/workflow', ...properties },
});

export async function ended(
  client: SFNClient,
  executionArn: string,
): Promise<DescribeExecutionCommandOutput> {
  return waitUntil(async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
}

export const outputOf = ({ output = 'null' }: DescribeExecutionCommandOutput): unknown => JSON.parse(output);
