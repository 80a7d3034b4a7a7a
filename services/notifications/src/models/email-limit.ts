import { createHash } from 'node:crypto';
import type { TemplateName } from './email-templates/email-templates.ts';

/**
 * How many emails an address receives in an hour. Orders can be placed with any address, so a stranger must not be flooded.
 *
 * - A notice repeats what the API already answers. Above the limit it is not sent.
 * - A confirmation is a record of an order. Above the limit it waits for the next hour.
 */
export const EMAIL_LIMITS = {
  // A customer has two or three cards.
  notice: { code: 'email.limit-reached', limit: 3, windowSeconds: 3600 },
  // More orders than a customer places in an hour; each sends two or three emails over its lifetime.
  confirmation: { code: 'email.limit-reached', limit: 30, windowSeconds: 3600 },
};
export type EmailClass = keyof typeof EMAIL_LIMITS;

const notices: readonly TemplateName[] = ['payment-failed', 'endpoint-unavailable'];

export const toEmailClass = (template: TemplateName): EmailClass =>
  notices.includes(template) ? 'notice' : 'confirmation';

/** Identifies an address without storing it. */
export const toLimitSubject = (emailClass: EmailClass, address: string): string =>
  `${emailClass}#${createHash('sha256').update(address.toLowerCase()).digest('base64url')}`;
