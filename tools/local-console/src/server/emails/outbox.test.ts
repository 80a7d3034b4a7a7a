import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox } from '../../../../local-cloud/src/services/ses/outbox.ts';
import { parseInternetMessage } from './internet-message.ts';
import { createOutboxReader } from './outbox.ts';

describe('the reader of the outbox', () => {
  let folder: string;
  const message = {
    messageId: '1-2',
    from: 'Tradewind <orders@tradewind.example>',
    to: ['ada@example.com'],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Your café order',
    headers: [['X-Correlation-Id', 'corr-1']] as const,
    text: 'Hello\nnaïve',
    html: '<p>Hello &amp; naïve</p>',
    sentAt: new Date('2030-01-01T12:00:00Z'),
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    const outbox = createOutbox(folder);
    outbox.save(message);
    outbox.save({ ...message, messageId: '3-4', subject: 'Newer', sentAt: new Date('2030-01-02T12:00:00Z') });
    writeFileSync(join(folder, 'unfinished.eml.part'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lists emails, the newest first', async () => {
    const emails = await createOutboxReader(folder).list();
    expect(emails.map(({ subject }) => subject)).toEqual(['Newer', 'Your café order']);
    expect(emails[1]).toEqual({
      id: expect.any(String),
      sentAt: '2030-01-01T12:00:00.000Z',
      from: 'Tradewind <orders@tradewind.example>',
      to: 'ada@example.com',
      subject: 'Your café order',
      correlationId: 'corr-1',
    });
  });

  it('reads text, HTML and headers', async () => {
    const reader = createOutboxReader(folder);
    const [, { id } = { id: '' }] = await reader.list();
    const email = await reader.find(id);
    expect(email).toMatchObject({ text: message.text, html: message.html, attachments: [] });
    expect(email?.headers).toContainEqual(['Subject', 'Your café order']);
    expect(email?.source).toContain('Message-ID: <1-2@email.amazonses.com>');
  });

  it('finds nothing outside of the folder', async () => {
    writeFileSync(join(folder, '..', 'outside.eml'), 'Subject: secret\r\n\r\n');
    expect(await createOutboxReader(folder).find('../outside')).toBeUndefined();
    rmSync(join(folder, '..', 'outside.eml'));
  });

  it('is empty before the first email', async () => {
    expect(await createOutboxReader(join(folder, 'missing')).list()).toEqual([]);
  });
});

describe('parseInternetMessage', () => {
  it('reads attachments of nested parts', () => {
    const source = [
      'Subject: Invoice',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative;',
      ' boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'See the attachment.',
      '--inner--',
      '--outer',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="invoice.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF').toString('base64'),
      '--outer--',
    ].join('\r\n');
    expect(parseInternetMessage(source)).toMatchObject({
      text: 'See the attachment.',
      attachments: [{ fileName: 'invoice.pdf', contentType: 'application/pdf', bytes: 4 }],
    });
  });
});
