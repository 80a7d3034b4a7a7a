import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmailContent, headerOf, parseInternetMessage } from './internet-message.ts';

/** A row of the list of emails. */
export interface EmailSummary {
  /** The file without extension. */
  readonly id: string;
  readonly sentAt: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly correlationId?: string;
}

export interface Email extends EmailSummary, EmailContent {
  /** The message as it was saved, for email clients. */
  readonly source: string;
}

// The list shows the newest; opening more files would delay it.
const MAX_LISTED = 500;

/** Reads the folder in which the local SES saves emails. Files do not change, so each is parsed once. */
export function createOutboxReader(folder: string) {
  const summaries = new Map<string, EmailSummary>();

  /** Names begin with the time: sorted in reverse, the newest is first. */
  async function ids(): Promise<string[]> {
    const files = await readdir(folder).catch(() => []);
    return files
      .filter((file) => file.endsWith('.eml'))
      .map((file) => file.slice(0, -'.eml'.length))
      .toSorted()
      .toReversed();
  }

  async function read(id: string): Promise<Email> {
    const source = await readFile(join(folder, `${id}.eml`), 'utf8');
    const content = parseInternetMessage(source);
    return { ...toSummary(id, content), ...content, source };
  }

  async function summarize(id: string): Promise<EmailSummary> {
    const known = summaries.get(id);
    if (known !== undefined) return known;
    const summary = toSummary(id, await read(id));
    summaries.set(id, summary);
    return summary;
  }

  return {
    /** The newest emails first. */
    async list(): Promise<readonly EmailSummary[]> {
      return Promise.all((await ids()).slice(0, MAX_LISTED).map(summarize));
    },
    /** @returns undefined for an unknown ID */
    async find(id: string): Promise<Email | undefined> {
      // Only names from the folder: an ID cannot lead to another folder.
      return (await ids()).includes(id) ? read(id) : undefined;
    },
  };
}

function toSummary(id: string, content: EmailContent): EmailSummary {
  const correlationId = headerOf(content, 'x-correlation-id');
  return {
    id,
    sentAt: new Date(headerOf(content, 'date')).toISOString(),
    from: headerOf(content, 'from'),
    to: headerOf(content, 'to'),
    subject: headerOf(content, 'subject'),
    ...(correlationId !== '' && { correlationId }),
  };
}
