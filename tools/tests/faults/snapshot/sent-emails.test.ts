import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSentEmails } from './sent-emails.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const send = (recipient: string, id: string) =>
  writeFileSync(join(folder, `2026-11-30T12-00-00.000Z_${recipient}_Your-order_${id}.eml`), '');
const ofSender = { principal: 'tradewind-notifications-local-send-email' };
const ofOther = { principal: 'tradewind-orders-local-place-order' };

describe('the emails of scenarios', () => {
  it('are those to their customers', () => {
    send('ada-1@example.com', 'a');
    send('grace@example.com', 'b');
    expect(openSentEmails(folder).read([])).toEqual([
      {
        channel: 'email',
        name: 'Your-order',
        change: 'Your-order',
        recipient: 'ada-1@example.com',
        isRecorded: true,
      },
    ]);
  });

  it('may repeat only in the history in which their sender failed', () => {
    const emails = openSentEmails(folder);
    const recorded = (faults: Parameters<typeof emails.read>[0]) =>
      emails.read(faults).map(({ isRecorded }) => isRecorded);
    send('ada-1@example.com', 'a');
    expect(recorded([ofOther])).toEqual([true]);
    send('ada-2@example.com', 'b');
    send('ada-2@example.com', 'c');
    expect(recorded([ofOther, ofSender])).toEqual([true, false, false]);
    send('ada-3@example.com', 'd');
    expect(recorded([])).toEqual([true, false, false, true]);
  });
});
