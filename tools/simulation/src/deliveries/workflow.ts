import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Workflow } from '#libs/gateways';
import type { Definition } from '../../../local-cloud/src/services/step-functions/language/definition.ts';
import type {
  InterpreterHost,
  TaskCall,
} from '../../../local-cloud/src/services/step-functions/language/interpreter-host.ts';
import { runStates } from '../../../local-cloud/src/services/step-functions/language/run-states.ts';
import { StatesError } from '../../../local-cloud/src/services/step-functions/language/states-error.ts';
import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { noRecorder } from '../../../local-cloud/src/contract/recorder.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { Engine } from '../engine/engine.ts';
import { simulatedContext, type Queue } from './queue.ts';

/** The handler of a function that a state machine invokes. */
export type TaskFunction = (input: never, context: never) => Promise<unknown>;

export interface Functions {
  /** By the name of the state: the function that its resource names. */
  readonly [stateName: string]: { readonly handler: TaskFunction; readonly limitSeconds: number };
}

/** A task that a state machine asked a function for. */
export interface RecordedTask {
  readonly stateName: string;
  readonly input: Json;
  readonly correlationId: string;
}

/** The executions of all state machines. */
export interface Workflows {
  define<T>(name: string, definition: Definition): Workflow<T>;
  readonly executions: ReadonlyMap<string, string>;
  readonly tasks: readonly RecordedTask[];
  /** Ends a task that waits for a callback. @returns false when it no longer waits */
  complete(token: string, output: Json | StatesError): boolean;
  /** Runs a recorded task once more; the state machine does not see the result. */
  repeat(task: RecordedTask): Promise<void>;
}

/** Reads the definition of a state machine, as it is packaged. */
export function readDefinition(service: string, name: string): Definition {
  const file = join(workspaceRoot, 'services', service, 'infra', `${name}.yml`);
  // The YAML parser reads the values of CloudFormation's short tags as plain text.
  const { Resources } = parse(readFileSync(file, 'utf8'), { logLevel: 'silent' }) as {
    Resources: Record<string, { Type: string; Properties: { Definition: Definition } }>;
  };
  return Object.values(Resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')!.Properties
    .Definition;
}

export function createWorkflows(
  engine: Engine,
  functions: Functions,
  queues: ReadonlyMap<string, Queue>,
): Workflows {
  const { time, choices, faults } = engine;
  const executions = new Map<string, string>();
  const tasks: RecordedTask[] = [];
  const waiting = new Map<string, { resolve: (output: Json) => void; reject: (error: Error) => void }>();
  let tokens = 0;

  async function invoke({ stateName, input, correlationId }: RecordedTask): Promise<Json> {
    const task = functions[stateName];
    if (!task) throw new Error(`The simulation has no function for the state ${stateName}.`);
    const { handler, limitSeconds } = task;
    try {
      const result = await engine.invoke(stateName, { limitSeconds, correlationId }, () =>
        handler(structuredClone(input) as never, simulatedContext(stateName) as never),
      );
      return (result === undefined ? null : JSON.parse(JSON.stringify(result))) as Json;
    } catch (error) {
      const { name, message } = error as Error;
      const errorType = name === 'Error' ? 'Error' : name;
      throw new StatesError(errorType, JSON.stringify({ errorType, errorMessage: message }));
    }
  }

  async function runTask({ stateName, input, resource, token, signal }: TaskCall): Promise<Json> {
    if (resource.endsWith('.waitForTaskToken')) return waitForCallback(stateName, input, token, signal);
    const { correlationId = 'none' } = input as { correlationId?: string };
    const task = { stateName, input, correlationId };
    tasks.push(task);
    await time.sleep(choices.between(`task ${correlationId} ${stateName}`, 1, 20));
    const point = `${correlationId} ${stateName} task`;
    if (faults.next(point, [['task-repeated', 0.04]])) {
      engine.note(`${point} (task-repeated)`);
      time.at(
        time.now() +
          choices.between(`repeat ${point}`, 0, choices.pick(`repeat ${point}`, [500, 15_000, 120_000])),
        () => void repeat(task),
      );
    }
    return invoke(task);
  }

  function waitForCallback(
    stateName: string,
    input: Json,
    token: string,
    signal: AbortSignal,
  ): Promise<Json> {
    const { MessageBody } = input as { MessageBody: { command: { correlationId: string } } };
    queues.get(stateName)?.send({ ...MessageBody, correlationId: MessageBody.command.correlationId });
    return new Promise((resolve, reject) => {
      waiting.set(token, { resolve, reject });
      signal.addEventListener('abort', () => waiting.delete(token), { once: true });
    });
  }

  const repeat = (task: RecordedTask): Promise<void> =>
    invoke(task).then(
      () => undefined,
      () => undefined,
    );

  const host: InterpreterHost = {
    record: () => {},
    stateEntered: () => {},
    runTask,
    nowMs: time.now,
    random: () => choices.number('retry jitter'),
    sleepUntil: (at, signal) =>
      new Promise((resolve, reject) => {
        if (!Number.isFinite(at)) return;
        const step = time.at(at, resolve);
        signal.addEventListener(
          'abort',
          () => {
            step.isCanceled = true;
            reject(signal.reason as Error);
          },
          { once: true },
        );
      }),
    whileIdle: (work) => work(),
    whileActive: (work) => work(),
    newToken: () => `token-${++tokens}`,
    startState: (name) => noRecorder.start({ kind: 'state', name }),
  };

  return {
    executions,
    tasks,
    repeat,
    complete(token, output) {
      const task = waiting.get(token);
      waiting.delete(token);
      if (output instanceof StatesError) task?.reject(output);
      else task?.resolve(output);
      return task !== undefined;
    },
    define: (name, definition) => ({
      async startOnce(executionName, input) {
        const id = `${name} ${executionName}`;
        if (executions.has(id)) return;
        executions.set(id, 'running');
        const scope = {
          host,
          context: {},
          signal: new AbortController().signal,
          chain: { previousEventId: 0 },
        };
        // It does not end with the function that starts it.
        time.at(time.now(), () => {
          runStates(definition, JSON.parse(JSON.stringify(input)) as Json, {
            ...scope,
            isTopLevel: true,
            trace: '',
          }).then(
            () => executions.set(id, 'succeeded'),
            (error: unknown) => executions.set(id, `failed: ${toText(error)}`),
          );
        });
      },
    }),
  };
}

const toText = (error: unknown): string => (error instanceof StatesError ? `${error.error}` : String(error));
