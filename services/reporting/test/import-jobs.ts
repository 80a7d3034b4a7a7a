import { runningCloud, waitUntil } from '#libs/testing';

const MINUTES = 60_000;

/** Uploads a file as a browser does. @returns the upload id */
export async function uploaded(csv: string): Promise<string> {
  const { status, body } = await runningCloud().call('POST', '/reporting/imports/uploads', { as: 'staff' });
  if (status !== 201) throw new Error(`The upload form was answered with ${status}.`);
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(body.fields)) form.append(name, value);
  form.append('file', new Blob([csv]));
  const posted = await fetch(body.url, { method: 'POST', body: form });
  if (posted.status !== 204) throw new Error(`The upload was answered with ${posted.status}.`);
  return body.uploadId;
}

export const job = async (jobId: string) =>
  (await runningCloud().call('GET', `/reporting/imports/${jobId}`, { as: 'staff' })).body;

/** Waits until a job has ended. */
export const ended = (jobId: string) =>
  waitUntil(async () => {
    const found = await job(jobId);
    return ['succeeded', 'failed', 'canceled'].includes(found.status) ? found : undefined;
  }, 4 * MINUTES);
