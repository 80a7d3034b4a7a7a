import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, internetMessage } from './message.ts';
import type { Message } from './message.ts';

/** Where local e-mails go instead of the world. */
export interface Outbox {
  /** @returns the files without their ending: `.eml`, and `.txt` and `.html` where the message has them */
  put(message: Message): string;
}

/** A folder of messages, named by time, recipient and subject, so that they sort and can be found by eye. */
export const createOutbox = (folder: string): Outbox => ({
  put(message) {
    mkdirSync(folder, { recursive: true });
    const time = message.sentAt.toISOString().replaceAll(':', '-');
    const recipient = addressOf(message.to[0] ?? message.bcc[0] ?? 'nobody');
    const words = [time, fileSafe(recipient), fileSafe(message.subject), message.messageId.slice(-8)];
    const path = join(folder, words.filter((word) => word !== '').join('_'));
    if (message.text !== undefined) write(`${path}.txt`, message.text);
    if (message.html !== undefined) write(`${path}.html`, message.html);
    write(`${path}.eml`, internetMessage(message));
    return path;
  },
});

/** Whoever watches the folder sees whole files only. */
function write(path: string, content: string): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}

const MAX_WORD_LENGTH = 60;
const fileSafe = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N}.@+-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_WORD_LENGTH);
