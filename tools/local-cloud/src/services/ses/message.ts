/** An email with its rendered template. */
export interface Message {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  /** Additional headers: name and value. */
  readonly headers: readonly (readonly [string, string])[];
  readonly text?: string;
  readonly html?: string;
  readonly sentAt: Date;
}

/** Extracts the address from `Tradewind <orders@example.com>`, in lower case. */
export const toAddress = (mailbox: string): string =>
  (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase();

/**
 * The message in the Internet Message Format, which email clients can open: RFC 5322, with the parts of RFC 2046.
 * `Bcc` is included, so that the file shows all recipients.
 */
export function toInternetMessage(message: Message): string {
  const boundary = `part-${message.messageId}`;
  const headers = [
    ['Message-ID', `<${message.messageId}@email.amazonses.com>`],
    ['Date', message.sentAt.toUTCString().replace('GMT', '+0000')],
    ['From', encodeMailbox(message.from)],
    ...Object.entries({ To: message.to, Cc: message.cc, Bcc: message.bcc, 'Reply-To': message.replyTo })
      .filter(([, mailboxes]) => mailboxes.length > 0)
      .map(([name, mailboxes]) => [name, mailboxes.map(encodeMailbox).join(', ')]),
    ['Subject', encodeWord(message.subject)],
    ...message.headers,
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
  ];
  const parts = [
    ...(message.text === undefined ? [] : [toPart('text/plain', message.text)]),
    ...(message.html === undefined ? [] : [toPart('text/html', message.html)]),
  ];
  return [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    ...parts.flatMap((content) => [`--${boundary}`, ...content]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

const toPart = (type: string, content: string): string[] => [
  `Content-Type: ${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  // RFC 2045 allows 76 characters per line.
  ...(Buffer.from(content)
    .toString('base64')
    .match(/.{1,76}/g) ?? []),
  '',
];

/** A line break would start another header. */
const toSingleLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/** Headers contain only ASCII characters; others are encoded as in RFC 2047. */
const encodeWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(toSingleLine(text))
    ? toSingleLine(text)
    : `=?utf-8?B?${Buffer.from(toSingleLine(text)).toString('base64')}?=`;

function encodeMailbox(mailbox: string): string {
  const [, name = '', address] = /^(.*?)\s*(<[^<>]+>)\s*$/.exec(toSingleLine(mailbox)) ?? [];
  return address === undefined ? toSingleLine(mailbox) : `${encodeWord(name)} ${address}`.trim();
}
