import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecutionError, StateMachine } from 'aws-local-stepfunctions';
import { parse } from 'yaml';

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly QueueUrl?: string };
  readonly Next?: string;
  readonly Default?: string;
  readonly TimeoutSeconds?: number;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface Properties {
  readonly Definition: { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };
  readonly DefinitionSubstitutions: Readonly<Record<string, unknown>>;
  readonly Policies: readonly {
    readonly PolicyDocument: {
      readonly Statement: readonly { readonly Action: unknown; readonly Resource: unknown }[];
    };
  }[];
}

/** Reads a state machine and its role from `infra/{name}.yml`. */
export function declaredMachine(name: string) {
  const text = readFileSync(join(import.meta.dirname, '../infra', `${name}.yml`), 'utf8');
  // The YAML parser does not know CloudFormation's short tags and reads their values as plain text.
  const { Resources } = parse(text, { logLevel: 'silent' }) as {
    Resources: Record<string, { Type: string; Properties: Properties }>;
  };
  const ofType = (type: string) => Object.values(Resources).find(({ Type }) => Type === type)!.Properties;
  const { Definition, DefinitionSubstitutions } = ofType('AWS::StepFunctions::StateMachine');
  return { ...Definition, substitutions: DefinitionSubstitutions, role: ofType('AWS::IAM::Role') };
}

type Input = Readonly<Record<string, unknown>>;
export type TaskHandler = (input: Input) => Promise<unknown>;

// Validating a definition takes about 100 ms, running it a few milliseconds.
const machines = new Map<string, ReturnType<typeof runnableMachine>>();

function runnableMachine(name: string) {
  const { StartAt, States } = declaredMachine(name);
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:$1';
  const definition = JSON.stringify({ StartAt, States })
    .replaceAll(/\$\{(\w+)Arn\}/g, arn)
    .replaceAll(/\$\{(\w+)QueueUrl\}/g, 'https://sqs.us-east-1.amazonaws.com/000000000000/$1')
    // The simulator only runs functions, so a queue task becomes a function task.
    .replaceAll(/arn:aws:states:::sqs:sendMessage\.waitForTaskToken/g, arn.replace('$1', 'queue'));
  const retriers = Object.entries(States).map(([state, { Retry = [] }]) => [state, Retry.map(() => 0)]);
  return {
    machine: new StateMachine(JSON.parse(definition) as ConstructorParameters<typeof StateMachine>[0]),
    zeroIntervals: Object.fromEntries(retriers) as Record<string, number[]>,
  };
}

/**
 * Runs a state machine to its end without retry delays.
 *
 * @param handlers  the task handlers, by state name
 * @throws Error whose name is the `Error` of the Fail state
 */
export async function runMachine(
  name: string,
  input: object,
  handlers: Readonly<Record<string, TaskHandler>>,
): Promise<void> {
  const { machine, zeroIntervals } = machines.get(name) ?? runnableMachine(name);
  machines.set(name, { machine, zeroIntervals });
  const { result } = machine.run(input as Parameters<typeof machine.run>[0], {
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      retryIntervalOverrides: zeroIntervals,
    },
    context: { Task: { Token: 'token-1' } },
  });
  try {
    await result;
  } catch (error) {
    throw error instanceof ExecutionError ? error.cause : error;
  }
}
