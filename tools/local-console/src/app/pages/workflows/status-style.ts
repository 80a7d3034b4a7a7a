import type { VisitStatus } from './model/visits.ts';

export type ExecutionStatus =
  'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** The Mantine color of an execution's status. */
export const executionColors: Readonly<Record<ExecutionStatus, string>> = {
  RUNNING: 'blue',
  SUCCEEDED: 'teal',
  FAILED: 'red',
  TIMED_OUT: 'orange',
  ABORTED: 'gray',
  PENDING_REDRIVE: 'grape',
};

export const executionLabels: Readonly<Record<ExecutionStatus, string>> = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Aborted',
  PENDING_REDRIVE: 'Pending redrive',
};

/** The Mantine color of a state. */
export const visitColors: Readonly<Record<VisitStatus, string>> = {
  running: 'blue',
  succeeded: 'teal',
  caught: 'orange',
  failed: 'red',
  'timed-out': 'red',
  aborted: 'gray',
};

export const visitLabels: Readonly<Record<VisitStatus, string>> = {
  running: 'Running',
  succeeded: 'Succeeded',
  caught: 'Caught error',
  failed: 'Failed',
  'timed-out': 'Timed out',
  aborted: 'Aborted',
};
