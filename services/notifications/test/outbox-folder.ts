import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runningCloud, waitUntil } from '#libs/testing';

/** An email in the outbox folder of the local cloud. */
export interface SentEmail {
  readonly text: string;
  readonly html: string;
  /** The raw message, with its headers. */
  readonly message: string;
}

/** The emails that were sent to an address, oldest first. */
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

/** Waits for a number of emails to an address and until the local cloud is idle, then returns all of them. */
export async function allEmailsTo(address: string, count = 1): Promise<SentEmail[]> {
  await waitUntil(async () => (await emailsTo(address))[count - 1]);
  await runningCloud().settled();
  return emailsTo(address);
}
