import type { Workflow } from '#libs/gateways';
import type { RecordedChange } from '#libs/lambda';
import { log } from '../log-events.ts';
import type { JobRecord } from '../models/job.ts';

/** The input of the state machine `run-job`. */
export interface Execution {
  readonly jobId: string;
  readonly correlationId: string;
}

interface Dependencies {
  readonly executions: Workflow<Execution>;
}

/** Starts an execution for each new job, named by the job id. */
export async function startExecution(
  { change: { before, after }, correlationId }: Pick<RecordedChange, 'change' | 'correlationId'>,
  { executions }: Dependencies,
): Promise<void> {
  const { jobId } = (after ?? {}) as Partial<JobRecord>;
  if (before || jobId === undefined) return;
  await executions.startOnce(jobId, { jobId, correlationId });
  log.info('job.started', { jobId });
}
