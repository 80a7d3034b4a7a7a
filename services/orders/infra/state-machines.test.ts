import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { COMMAND_REFUSED } from '#libs/contracts';
import { declaredMachine, type State } from '../test/state-machine.ts';

const nextStates = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((catcher) => catcher.Next)].filter(
    (next) => next !== undefined,
  );
const queueTask = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const kebabCase = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

describe.each(['place-order', 'cancel-order'])('the state machine of %s', (name) => {
  const { StartAt, States, substitutions, role } = declaredMachine(name);
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');
  const functions = Object.entries(substitutions).filter(([key]) => key.endsWith('Arn'));
  const queues = Object.entries(substitutions).filter(([key]) => key.endsWith('QueueUrl'));

  it('reaches every state and only declared states', () => {
    const reached = new Set([StartAt]);
    for (const state of reached) for (const next of nextStates(States[state]!)) reached.add(next);
    expect([...reached].toSorted()).toEqual(Object.keys(States).toSorted());
  });

  it('retries and catches every error of each task', () => {
    for (const [state, { Retry = [], Catch = [], TimeoutSeconds }] of tasks) {
      expect([state, Retry.at(-1)?.ErrorEquals]).toEqual([state, ['States.ALL']]);
      expect([state, Catch.at(-1)?.ErrorEquals]).toEqual([state, ['States.ALL']]);
      expect(TimeoutSeconds).toBeGreaterThan(20);
    }
  });

  it('retries a task that always times out for at most twelve hours', () => {
    for (const [state, { Retry = [], TimeoutSeconds = Infinity }] of tasks) {
      const retrier = Retry.find(({ ErrorEquals }) =>
        ErrorEquals.some((error) => ['States.Timeout', 'States.ALL'].includes(error)),
      );
      const isBounded = TimeoutSeconds * retrier!.MaxAttempts <= 12 * 60 * 60;
      expect([state, isBounded]).toEqual([state, true]);
    }
  });

  it('never retries a refused command', () => {
    for (const [state, { Retry = [] }] of tasks) {
      const [first] = Retry;
      expect([state, first]).toEqual([state, { ErrorEquals: [COMMAND_REFUSED], MaxAttempts: 0 }]);
    }
  });

  it('names each task after its command and substitutes exactly those', () => {
    const named = tasks.map(([state, { Resource, Parameters }]) => [
      Resource === queueTask ? Parameters?.QueueUrl : Resource,
      Resource === queueTask ? `\${${state}QueueUrl}` : `\${${state}Arn}`,
    ]);
    expect(named.map(([given]) => given)).toEqual(named.map(([, expected]) => expected));
    expect(Object.keys(substitutions).toSorted()).toEqual(
      named.map(([given]) => given!.slice(2, -1)).toSorted(),
    );
    for (const [substitution, value] of functions) {
      const handler = kebabCase(substitution.replace(/Arn$/, ''));
      const isOwn = existsSync(join(import.meta.dirname, '../src/handlers', `${handler}.ts`));
      const foreignParameter = new RegExp(`^\\{\\{resolve:ssm:/tradewind/.*/${handler}-arn\\}\\}$`);
      expect(value).toMatch(isOwn ? /LambdaFunction\.Arn$/ : foreignParameter);
    }
  });

  it('is permitted to call exactly its tasks', () => {
    const [calls, ...others] = role.Policies[0]!.PolicyDocument.Statement;
    expect(calls!.Action).toBe('lambda:InvokeFunction');
    expect([...(calls!.Resource as string[])].toSorted()).toEqual(
      functions.map(([, value]) => value as string).toSorted(),
    );
    const sendStatements = others.filter(({ Action }) => Action === 'sqs:SendMessage');
    expect(sendStatements.map(({ Resource }) => Resource)).toEqual(queues.map(([, queue]) => `${queue}.Arn`));
  });
});
