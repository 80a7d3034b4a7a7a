import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { State } from '../../../../tools/local-cloud/src/services/step-functions/language/definition.ts';
import {
  findCatcher,
  retryDelayMs,
} from '../../../../tools/local-cloud/src/services/step-functions/language/retry.ts';
import { StatesError } from '../../../../tools/local-cloud/src/services/step-functions/language/states-error.ts';

const text = readFileSync(join(import.meta.dirname, '../../infra/run-job.yml'), 'utf8');
// CloudFormation's short tags are unknown to a YAML reader; their values do.
const { Resources } = parse(text, { logLevel: 'silent' });
const runTask = Resources.RunJobStateMachine.Properties.Definition.States.RunTask as State;

/** How many tasks of a job there are that all fail like this. */
function tasksUntilGivenUp(error: string): number {
  const failure = new StatesError(error);
  const counts = new Map();
  let tasks = 1;
  while (retryDelayMs(runTask, failure, counts, () => 1) !== undefined) tasks++;
  expect(findCatcher(runTask, failure)?.Next).toBe('GiveUpJob');
  return tasks;
}

describe('the task of a job', () => {
  it.each([
    ['that dies', 'States.TaskFailed', 9],
    ['that finds no place', 'ECS.AmazonECSException', 9],
    ['that hangs', 'States.Timeout', 1],
  ])('%s (%s) is followed by others until there were %i', (_, error, tasks) =>
    expect(tasksUntilGivenUp(error)).toBe(tasks),
  );
});
