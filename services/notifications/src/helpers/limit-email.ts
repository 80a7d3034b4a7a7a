import { AppError } from '#libs/errors';
import type { RateLimit } from '#libs/gateways';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { toEmailClass, toLimitSubject, type EmailClass } from '../models/email-limit.ts';
import type { TemplateName } from '../models/email-templates/email-templates.ts';

export type EmailLimits = Readonly<Record<EmailClass, RateLimit>>;

interface LimitedEmail {
  readonly template: TemplateName;
  readonly emailId: string;
  readonly to: string;
}

/**
 * Counts an email against the limit of its address.
 *
 * @returns false for a notice above the limit, which is not sent
 * @throws AppError unavailable `email.limit-reached` for a confirmation above the limit, so that the queue delivers it again
 */
export async function isWithinLimit(
  { template, emailId, to }: LimitedEmail,
  limits: EmailLimits,
): Promise<boolean> {
  const emailClass = toEmailClass(template);
  try {
    await limits[emailClass].use(toLimitSubject(emailClass, to));
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'throttled') throw error;
    if (emailClass === 'notice') {
      log.warn('email.suppressed', { template, emailId });
      metrics.count('EmailSuppressed');
      return false;
    }
    metrics.count('EmailDeferred');
    throw new AppError('unavailable', error.code, {
      cause: error,
      detail: 'The address received too many emails in this hour. The message is retried.',
    });
  }
}

/** Takes an email back that was counted and is not sent now, so that its next attempt does not count twice. */
export async function uncountEmail(
  { template, to }: Pick<LimitedEmail, 'template' | 'to'>,
  limits: EmailLimits,
): Promise<void> {
  const emailClass = toEmailClass(template);
  await limits[emailClass].giveBack(toLimitSubject(emailClass, to));
}
