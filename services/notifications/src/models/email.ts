import type { TemplateName } from './email-templates/email-templates.ts';

export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The state of an email, kept so that it is sent only once. */
export interface EmailRecord {
  /** What the email is about, so that it is sent once for the same state of an order, shipment or endpoint. */
  readonly emailId: string;
  readonly template: TemplateName;
  /** The id of the order or endpoint, for support requests. */
  readonly about: string;
  readonly status: 'sending' | 'sent' | 'rejected';
  /** Until then, no other function may send it. */
  readonly claimedUntil: string;
  /** The message id of SES. */
  readonly messageId?: string;
  /** Why SES rejected it. */
  readonly reason?: string;
  /** DynamoDB TTL, in seconds since the epoch. */
  readonly expiresAt: number;
}

// Longer than the function's timeout (30 s), and shorter than the queue's visibility timeout (180 s).
const CLAIM_SECONDS = 60;
// Longer than events are emailed about, so that no duplicate outlives its record; and long enough for support requests.
const RETENTION_DAYS = 30;

export function newEmailRecord(
  email: Pick<EmailRecord, 'emailId' | 'template' | 'about'>,
  now: Date,
): EmailRecord {
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return {
    ...email,
    status: 'sending',
    claimedUntil: later(CLAIM_SECONDS).toISOString(),
    expiresAt: Math.floor(later(RETENTION_DAYS * 86_400).getTime() / 1000),
  };
}

export const isDone = ({ status }: EmailRecord): boolean => status !== 'sending';

export const isClaimed = ({ claimedUntil }: EmailRecord, now: Date): boolean =>
  claimedUntil > now.toISOString();
