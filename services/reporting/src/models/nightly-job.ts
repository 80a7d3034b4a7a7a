import { createHash } from 'node:crypto';
import { newId } from '#libs/models';
import type { JobKind } from './job.ts';

// `job_` and ten characters of time, so that it sorts among the others.
const DATED_CHARACTERS = 14;
const OTHER_CHARACTERS = 26;

/** The id of what is due at a time: the same each time it is asked for, so that one job comes of it. */
export function nightlyJobId(kind: JobKind, dueAt: Date): string {
  const hash = createHash('sha256').update(`${kind} ${dueAt.toISOString()}`).digest('hex');
  return newId('job', dueAt.getTime()).slice(0, DATED_CHARACTERS) + hash.slice(0, OTHER_CHARACTERS);
}
