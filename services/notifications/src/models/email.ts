/** An e-mail as its reader gets it. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What becomes of one e-mail: kept, so that whatever asks for it again finds it done. */
export interface EmailRecord {
  /** Of an order: the event's id and the template, so that each kind goes out once for one event. */
  readonly emailId: string;
  readonly template: string;
  /** The order or whatever else it is about, for whoever looks into a complaint. */
  readonly about: string;
  readonly status: 'sending' | 'sent' | 'rejected';
  /** While it is being sent: until when nobody else may try. */
  readonly claimedUntil: string;
  /** What SES calls it. */
  readonly messageId?: string;
  /** Why SES does not want it. */
  readonly reason?: string;
  /** Seconds since 1970, as DynamoDB's time to live wants them. */
  readonly expiresAt: number;
}

// Longer than the function may run (30 s): then whoever claimed it is gone, and the queue (180 s) has not come back.
const CLAIM_SECONDS = 60;
// Longer than events are news, so that no repetition finds its record gone; and a while for complaints.
const KEEP_DAYS = 30;

export function claimed(email: Pick<EmailRecord, 'emailId' | 'template' | 'about'>, now: Date): EmailRecord {
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return {
    ...email,
    status: 'sending',
    claimedUntil: later(CLAIM_SECONDS).toISOString(),
    expiresAt: Math.floor(later(KEEP_DAYS * 86_400).getTime() / 1000),
  };
}

export const isDone = ({ status }: EmailRecord): boolean => status !== 'sending';

export const isClaimedBySomeone = ({ claimedUntil }: EmailRecord, now: Date): boolean =>
  claimedUntil > now.toISOString();
