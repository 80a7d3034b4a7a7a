import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runningCloud, waitUntil } from '#libs/testing';

/** An e-mail in the outbox folder of the running cloud. */
export interface SentEmail {
  readonly text: string;
  readonly html: string;
  /** With its headers. */
  readonly message: string;
}

/** What was sent to an address so far, oldest first. */
export async function emailsTo(address: string): Promise<SentEmail[]> {
  const folder = join(runningCloud().stateFolder, 'outbox');
  const files = await readdir(folder).catch(() => []);
  const messages = files.filter((file) => file.includes(`_${address}_`) && file.endsWith('.eml')).toSorted();
  return Promise.all(
    messages.map(async (file) => {
      const read = (ending: string) => readFile(join(folder, file.replace(/eml$/, ending)), 'utf8');
      const [text, html, message] = await Promise.all([read('txt'), read('html'), read('eml')]);
      return { text, html, message };
    }),
  );
}

/** All that was sent to an address once everything has come to rest; waits for so many. */
export async function allEmailsTo(address: string, howMany = 1): Promise<SentEmail[]> {
  await waitUntil(async () => (await emailsTo(address))[howMany - 1]);
  await runningCloud().settled();
  return emailsTo(address);
}
