import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { State } from '../../../tools/local-cloud/src/services/step-functions/language/definition.ts';
import {
  findCatcher,
  retryDelayMs,
} from '../../../tools/local-cloud/src/services/step-functions/language/retry.ts';
import { StatesError } from '../../../tools/local-cloud/src/services/step-functions/language/states-error.ts';

const text = readFileSync(join(import.meta.dirname, 'run-job.yml'), 'utf8');
// The YAML parser does not know the short tags of CloudFormation, but parses their values.
const { Resources } = parse(text, { logLevel: 'silent' });
const runTask = Resources.RunJobStateMachine.Properties.Definition.States.RunTask as State;

/** The number of tasks before the job is abandoned, if every task fails with this error. */
function tasksUntilAbandoned(error: string): number {
  const failure = new StatesError(error);
  const counts = new Map();
  let tasks = 1;
  while (retryDelayMs(runTask, failure, counts, () => 1) !== undefined) tasks++;
  expect(findCatcher(runTask, failure)?.Next).toBe('AbandonJob');
  return tasks;
}

describe('the state machine run-job', () => {
  it.each([
    ['fails', 'States.TaskFailed', 9],
    ['cannot be placed', 'ECS.AmazonECSException', 9],
    ['times out', 'States.Timeout', 1],
  ])('abandons a job whose task %s (%s) after %i tasks', (_, error, tasks) =>
    expect(tasksUntilAbandoned(error)).toBe(tasks),
  );
});
