import { createHash } from 'node:crypto';
import { newId } from '#libs/models';
import type { JobKind } from './job.ts';

// `job_` and ten characters of time, so that the id sorts by time like all others.
const DATED_CHARACTERS = 14;
const OTHER_CHARACTERS = 26;

/** A deterministic id for the job of a scheduled time, so that repeated invocations create one job. */
export function toNightlyJobId(kind: JobKind, dueAt: Date): string {
  const hash = createHash('sha256').update(`${kind} ${dueAt.toISOString()}`).digest('hex');
  return newId('job', dueAt.getTime()).slice(0, DATED_CHARACTERS) + hash.slice(0, OTHER_CHARACTERS);
}
