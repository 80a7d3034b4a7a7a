import type { EventEnvelope } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { RecordRepository, Versioned } from '#libs/gateways';
import type { Mailer } from '../gateways/mailer.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { claimed, isClaimedBySomeone, isDone, type Email, type EmailRecord } from '../models/email.ts';
import { isNews } from '../models/mailed-event.ts';

export interface SendingNeeds {
  readonly emailRecords: Pick<RecordRepository<EmailRecord>, 'get' | 'insert' | 'replace'>;
  readonly mailer: Mailer;
  readonly now: () => Date;
}

interface Sending {
  /** What it is about, once for each event and template. */
  readonly record: Pick<EmailRecord, 'emailId' | 'template' | 'about'>;
  readonly email: Email;
}

/**
 * Sends an e-mail unless it was sent before. What fails for a while is thrown and may be tried again; what is refused
 * for good is recorded and counted as `EmailRejected`.
 *
 * Only if this process ends between SES' answer and the record of it, or SES does not answer, may it go out twice.
 *
 * @throws AppError unavailable `email.in-progress` while another delivery of the same event is at it
 */
export async function sendOnce({ record, email }: Sending, deps: SendingNeeds): Promise<void> {
  const claim = await claimOf(record, deps);
  if (!claim) return;
  const { template } = record;
  try {
    const messageId = await deps.mailer.send(email);
    await deps.emailRecords.replace({ ...claim, status: 'sent', messageId });
    log.info('email.sent', { template, messageId });
    metrics.count('EmailSent');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'email.rejected') throw error;
    const reason = error.cause instanceof Error ? error.cause.name : error.code;
    await deps.emailRecords.replace({ ...claim, status: 'rejected', reason });
    log.warn('email.rejected', { template, emailId: record.emailId, reason });
    metrics.count('EmailRejected');
  }
}

/** Whether an event comes too late to be written about; counted as `EmailTooLate`. */
export function skipsOldNews(event: EventEnvelope, { now }: Pick<SendingNeeds, 'now'>): boolean {
  if (isNews(event, now())) return false;
  log.info('email.too-late', { type: event.type, occurredAt: event.occurredAt });
  metrics.count('EmailTooLate');
  return true;
}

async function claimOf(
  record: Sending['record'],
  { emailRecords, now }: SendingNeeds,
): Promise<Versioned<EmailRecord> | undefined> {
  const known = await emailRecords.get({ emailId: record.emailId });
  if (known && isDone(known)) return undefined;
  if (known && isClaimedBySomeone(known, now())) throw inProgress();
  const claim = claimed(record, now());
  try {
    return await (known
      ? emailRecords.replace({ ...claim, version: known.version })
      : emailRecords.insert(claim));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'conflict') throw inProgress(error);
    throw error;
  }
}

const inProgress = (cause?: unknown) =>
  new AppError('unavailable', 'email.in-progress', {
    cause,
    detail: 'Another delivery of the same event is sending it.',
  });
