import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { declaredMachine, type State } from '../../test/state-machine.ts';

const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((catcher) => catcher.Next)].filter(
    (next) => next !== undefined,
  );
const viaQueue = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const kebabCase = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

describe.each(['place-order', 'cancel-order'])('the state machine of %s', (name) => {
  const { StartAt, States, substitutions, role } = declaredMachine(name);
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');
  const functions = Object.entries(substitutions).filter(([given]) => given.endsWith('Arn'));
  const queues = Object.entries(substitutions).filter(([given]) => given.endsWith('QueueUrl'));

  it('has no state that nothing leads to, and leads nowhere that is not', () => {
    const reached = new Set([StartAt]);
    for (const state of reached) for (const next of nextOf(States[state]!)) reached.add(next);
    expect([...reached].toSorted()).toEqual(Object.keys(States).toSorted());
  });

  it('bears the failure of every task', () => {
    for (const [state, { Retry = [], Catch = [], TimeoutSeconds }] of tasks) {
      expect([state, Retry.at(-1)?.ErrorEquals]).toEqual([state, ['States.ALL']]);
      expect([state, Catch.at(-1)?.ErrorEquals]).toEqual([state, ['States.ALL']]);
      expect(TimeoutSeconds).toBeGreaterThan(20);
    }
  });

  it('waits for half a day at most where each try of a task hangs', () => {
    for (const [state, { Retry = [], TimeoutSeconds = Infinity }] of tasks) {
      const retrier = Retry.find(({ ErrorEquals }) =>
        ErrorEquals.some((error) => ['States.Timeout', 'States.ALL'].includes(error)),
      );
      const isBounded = TimeoutSeconds * retrier!.MaxAttempts <= 12 * 60 * 60;
      expect([state, isBounded]).toEqual([state, true]);
    }
  });

  it('looks at the outcome of every task before it goes on', () => {
    for (const [state, { Next }] of tasks)
      expect([state, States[Next!]?.Type, States[Next!]?.Choices?.[0]]).toEqual([
        state,
        'Choice',
        expect.objectContaining({ Variable: '$.result.outcome', StringEquals: 'done' }),
      ]);
  });

  it('names each task after the command it calls or sends, and is given all of them and no more', () => {
    const named = tasks.map(([state, { Resource, Parameters }]) => [
      Resource === viaQueue ? Parameters?.QueueUrl : Resource,
      Resource === viaQueue ? `\${${state}QueueUrl}` : `\${${state}Arn}`,
    ]);
    expect(named.map(([given]) => given)).toEqual(named.map(([, expected]) => expected));
    expect(Object.keys(substitutions).toSorted()).toEqual(
      named.map(([given]) => given!.slice(2, -1)).toSorted(),
    );
    for (const [substitution, value] of functions) {
      const handler = kebabCase(substitution.replace(/Arn$/, ''));
      const isOwn = existsSync(join(import.meta.dirname, '../handlers', `${handler}.ts`));
      const ofAnother = new RegExp(`^\\{\\{resolve:ssm:/tradewind/.*/${handler}-arn\\}\\}$`);
      expect(value).toMatch(isOwn ? /LambdaFunction\.Arn$/ : ofAnother);
    }
  });

  it('may call exactly these', () => {
    const [calls, ...others] = role.Policies[0]!.PolicyDocument.Statement;
    expect(calls!.Action).toBe('lambda:InvokeFunction');
    expect([...(calls!.Resource as string[])].toSorted()).toEqual(
      functions.map(([, value]) => value as string).toSorted(),
    );
    const mayBeSentTo = others.filter(({ Action }) => Action === 'sqs:SendMessage');
    expect(mayBeSentTo.map(({ Resource }) => Resource)).toEqual(queues.map(([, queue]) => `${queue}.Arn`));
  });
});
