import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningCloud } from '#libs/testing';
import { memoryOfTree } from '../harness/process-memory.ts';

/** What an import showed of itself while it ran, killed half way. */
export interface ImportRun {
  readonly seconds: number;
  /** From the kill until the next task had done something. */
  readonly secondsToContinue: number;
  /** Rows a second, the dead time included. */
  readonly rate: number;
  readonly peakMegabytes: number;
  readonly job: Job;
}

interface Job {
  readonly jobId: string;
  readonly status: string;
  readonly attempts: number;
  readonly task?: string;
  readonly progress?: { readonly rowsDone: number };
  readonly result?: { readonly facts: { readonly rowsApplied: number; readonly rowsRejected: number } };
}

const LOOK_EVERY_MILLISECONDS = 200;

/** Imports a file, kills the task at half of its rows, and watches until the job has ended. */
export async function importKilledHalfWay(
  cloud: RunningCloud,
  file: string,
  rows: number,
): Promise<ImportRun> {
  const jobId = await startImport(cloud, file);
  const startedAt = performance.now();
  let [peakMegabytes, killedAt, continuedAt] = [0, 0, 0];
  let rowsWhenKilled = 0;
  for (;;) {
    const { body } = await cloud.call('GET', `/reporting/imports/${jobId}`, { as: 'staff' });
    const job = body as Job;
    const rowsDone = job.progress?.rowsDone ?? 0;
    const processId = Number(job.task?.split(':')[1] ?? 0);
    if (processId > 0) peakMegabytes = Math.max(peakMegabytes, memoryOfTree(processId));
    if (killedAt === 0 && rowsDone >= rows / 2 && job.status === 'running') {
      process.kill(processId, 'SIGKILL');
      killedAt = performance.now();
      rowsWhenKilled = rowsDone;
    }
    if (continuedAt === 0 && job.attempts > 1 && rowsDone > rowsWhenKilled) continuedAt = performance.now();
    if (!['queued', 'running'].includes(job.status)) {
      const seconds = (performance.now() - startedAt) / 1000;
      const secondsToContinue = (continuedAt - killedAt) / 1000;
      return { seconds, secondsToContinue, rate: rows / seconds, peakMegabytes, job };
    }
    await pause(LOOK_EVERY_MILLISECONDS);
  }
}

async function startImport(cloud: RunningCloud, file: string): Promise<string> {
  const upload = await cloud.call('POST', '/reporting/imports/uploads', { as: 'staff' });
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(upload.body.fields)) form.append(name, value);
  form.append('file', await openAsBlob(file));
  const posted = await fetch(upload.body.url, { method: 'POST', body: form });
  if (!posted.ok) throw new Error(`The upload was refused: ${posted.status} ${await posted.text()}`);
  const { status, body } = await cloud.call('POST', '/reporting/imports', {
    as: 'staff',
    body: { uploadId: upload.body.uploadId },
    headers: { 'idempotency-key': randomUUID() },
  });
  if (status !== 202) throw new Error(`The import was refused: ${status} ${JSON.stringify(body)}`);
  return body.jobId;
}
