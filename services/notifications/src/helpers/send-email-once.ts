import type { EventEnvelope } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { RecordRepository, Versioned } from '#libs/gateways';
import type { Mailer } from '../gateways/mailer.ts';
import { log } from '../log-events.ts';
import { isWithinLimit, type EmailLimits } from './limit-email.ts';
import { metrics } from '../metrics.ts';
import { isClaimed, isDone, newEmailRecord, type Email, type EmailRecord } from '../models/email.ts';
import { isRecent } from '../models/emailed-event.ts';

export interface SendEmailDependencies {
  readonly emailRecords: Pick<RecordRepository<EmailRecord>, 'get' | 'insert' | 'replace'>;
  readonly mailer: Mailer;
  readonly limits: EmailLimits;
  readonly now: () => Date;
}

interface Sending {
  readonly record: Pick<EmailRecord, 'emailId' | 'template' | 'about'>;
  readonly email: Email;
}

/**
 * Sends an email unless it was sent before. Throws transient errors, so that the message is retried; records a permanent
 * rejection and counts it as `EmailRejected`.
 *
 * The email can be sent twice only if the function crashes before it records SES's response, or if SES times out.
 *
 * @throws AppError unavailable `email.in-progress` while another function sends the same email
 * @throws AppError unavailable `email.limit-reached` while the address receives no more confirmations
 */
export async function sendEmailOnce({ record, email }: Sending, deps: SendEmailDependencies): Promise<void> {
  const claim = await claimEmail(record, email.to, deps);
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

/** Whether an event is too old for an email; counts it as `EmailTooLate`. */
export function isTooLate(event: EventEnvelope, { now }: Pick<SendEmailDependencies, 'now'>): boolean {
  if (isRecent(event, now())) return false;
  log.info('email.skipped', { type: event.type, occurredAt: event.occurredAt });
  metrics.count('EmailTooLate');
  return true;
}

async function claimEmail(
  record: Sending['record'],
  to: string,
  { emailRecords, limits, now }: SendEmailDependencies,
): Promise<Versioned<EmailRecord> | undefined> {
  const known = await emailRecords.get({ emailId: record.emailId });
  if (known && isDone(known)) return undefined;
  if (known && isClaimed(known, now())) throw emailInProgress();
  if (!known && !(await isWithinLimit({ ...record, to }, limits))) return undefined;
  const claim = newEmailRecord(record, now());
  try {
    return await (known
      ? emailRecords.replace({ ...claim, version: known.version })
      : emailRecords.insert(claim));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'conflict') throw emailInProgress(error);
    throw error;
  }
}

const emailInProgress = (cause?: unknown) =>
  new AppError('unavailable', 'email.in-progress', {
    cause,
    detail: 'Another function is sending this email. The message is retried.',
  });
