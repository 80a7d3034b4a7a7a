import { isTransientFailure } from '#libs/aws';
import type { EventEnvelope } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { RecordRepository, Versioned } from '#libs/gateways';
import type { Mailer } from '../gateways/mailer.ts';
import { log } from '../log-events.ts';
import { isWithinLimit, uncountEmail, type EmailLimits } from './limit-email.ts';
import { metrics } from '../metrics.ts';
import { isClaimed, isDone, newEmailRecord, type Email, type EmailRecord } from '../models/email.ts';
import { isRecent } from '../models/emailed-event.ts';

export interface SendEmailDependencies {
  readonly emailRecords: Pick<RecordRepository<EmailRecord>, 'get' | 'insert' | 'replace'>;
  readonly mailer: Mailer;
  readonly limits: EmailLimits;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface Sending {
  readonly record: Pick<EmailRecord, 'emailId' | 'template' | 'about'>;
  readonly email: Email;
}

/**
 * Sends an email unless it was sent before. Throws transient errors, so that the message is retried; records a permanent
 * rejection and counts it as `EmailRejected`.
 *
 * An outage of the table while the email is sent is waited for: without a record, the email would be sent again. So it can be
 * sent twice only if the function crashes before it records SES's response, if SES times out, or if the table is away for
 * longer than the function waits. SES takes no idempotency key.
 *
 * @throws AppError unavailable `email.in-progress` while another function sends the same email
 * @throws AppError unavailable `email.limit-reached` while the address receives no more confirmations
 */
export async function sendEmailOnce({ record, email }: Sending, deps: SendEmailDependencies): Promise<void> {
  const claim = await claimEmail(record, email.to, deps);
  if (!claim) return;
  const { emailId, template } = record;
  try {
    const messageId = await deps.mailer.send(email);
    await recordOutcome({ ...claim, status: 'sent', messageId }, deps);
    log.info('email.sent', { template, messageId });
    metrics.count('EmailSent');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'email.rejected') throw error;
    const reason = error.cause instanceof Error ? error.cause.name : error.code;
    await recordOutcome({ ...claim, status: 'rejected', reason }, deps);
    log.warn('email.rejected', { template, emailId, reason });
    metrics.count('EmailRejected');
  }
}

// In addition to the attempts of the client; the function has thirty seconds.
const RECORD_PAUSES_MILLISECONDS = [500, 1_000, 2_000, 4_000];

/** Records the outcome of an email, and waits for the end of a short outage of the table. */
async function recordOutcome(
  outcome: Versioned<EmailRecord>,
  { emailRecords, pause }: Pick<SendEmailDependencies, 'emailRecords' | 'pause'>,
): Promise<void> {
  for (const milliseconds of RECORD_PAUSES_MILLISECONDS) {
    try {
      await emailRecords.replace(outcome);
      return;
    } catch (error) {
      if (!isTransientFailure(error)) throw error;
      await pause(milliseconds);
    }
  }
  await emailRecords.replace(outcome);
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
    if (!known) await uncountEmail({ ...record, to }, limits);
    if (error instanceof AppError && error.kind === 'conflict') throw emailInProgress(error);
    throw error;
  }
}

const emailInProgress = (cause?: unknown) =>
  new AppError('unavailable', 'email.in-progress', {
    cause,
    detail: 'Another function is sending this email. The message is retried.',
  });
