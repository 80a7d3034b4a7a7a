/** An e-mail as it was asked for, its template filled in. */
export interface Message {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  /** Those that the sender adds: name and value. */
  readonly headers: readonly (readonly [string, string])[];
  readonly text?: string;
  readonly html?: string;
  readonly sentAt: Date;
}

/** The address in `Tradewind <orders@example.com>`, in lower case. */
export const addressOf = (mailbox: string): string =>
  (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase();

/**
 * The message in the Internet Message Format, as any mail program opens it: RFC 5322, parts as RFC 2046.
 * `Bcc` is kept, since the file shows what was sent.
 */
export function internetMessage(message: Message): string {
  const boundary = `part-${message.messageId}`;
  const headers = [
    ['Message-ID', `<${message.messageId}@email.amazonses.com>`],
    ['Date', message.sentAt.toUTCString().replace('GMT', '+0000')],
    ['From', encodedMailbox(message.from)],
    ...Object.entries({ To: message.to, Cc: message.cc, Bcc: message.bcc, 'Reply-To': message.replyTo })
      .filter(([, mailboxes]) => mailboxes.length > 0)
      .map(([name, mailboxes]) => [name, mailboxes.map(encodedMailbox).join(', ')]),
    ['Subject', encodedWord(message.subject)],
    ...message.headers,
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
  ];
  const parts = [
    ...(message.text === undefined ? [] : [part('text/plain', message.text)]),
    ...(message.html === undefined ? [] : [part('text/html', message.html)]),
  ];
  return [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    ...parts.flatMap((content) => [`--${boundary}`, ...content]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

const part = (type: string, content: string): string[] => [
  `Content-Type: ${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  // RFC 2045 allows 76 characters a line.
  ...(Buffer.from(content)
    .toString('base64')
    .match(/.{1,76}/g) ?? []),
  '',
];

/** A line break in a header would begin another header. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/** RFC 2047: a header holds ASCII only. */
const encodedWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(oneLine(text))
    ? oneLine(text)
    : `=?utf-8?B?${Buffer.from(oneLine(text)).toString('base64')}?=`;

function encodedMailbox(mailbox: string): string {
  const [, name = '', address] = /^(.*?)\s*(<[^<>]+>)\s*$/.exec(oneLine(mailbox)) ?? [];
  return address === undefined ? oneLine(mailbox) : `${encodedWord(name)} ${address}`.trim();
}
