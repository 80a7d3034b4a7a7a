import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toAddress, toInternetMessage } from './message.ts';
import type { Message } from './message.ts';

/** The folder where local emails are saved. */
export interface Outbox {
  /** @returns the path without extension of the saved files: `.eml`, and `.txt` and `.html` when the message has them */
  save(message: Message): string;
}

/** Creates an outbox whose file names begin with time, recipient and subject. */
export const createOutbox = (folder: string): Outbox => ({
  save(message) {
    mkdirSync(folder, { recursive: true });
    const time = message.sentAt.toISOString().replaceAll(':', '-');
    const recipient = toAddress(message.to[0] ?? message.bcc[0] ?? 'no-recipient');
    const parts = [
      time,
      toFileNamePart(recipient),
      toFileNamePart(message.subject),
      message.messageId.slice(-8),
    ];
    const path = join(folder, parts.filter((part) => part !== '').join('_'));
    if (message.text !== undefined) write(`${path}.txt`, message.text);
    if (message.html !== undefined) write(`${path}.html`, message.html);
    write(`${path}.eml`, toInternetMessage(message));
    return path;
  },
});

/** Renames the file after writing it, so that watchers of the folder only see complete files. */
function write(path: string, content: string): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}

const MAX_PART_LENGTH = 60;
const toFileNamePart = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N}.@+-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_PART_LENGTH);
