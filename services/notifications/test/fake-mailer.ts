import { AppError } from '#libs/errors';
import type { Mailer } from '../src/gateways/mailer.ts';
import type { Email } from '../src/models/email.ts';

/** How SES responds to a call: it accepts the email, fails temporarily, or rejects the email permanently. */
export type SesBehavior = 'accepts' | 'fails' | 'rejects';

/** A mailer that records accepted emails. Each call uses the next behavior; after the last, it accepts every email. */
export function fakeMailer(behaviors: SesBehavior[] = []): Mailer & { readonly emails: Email[] } {
  const emails: Email[] = [];
  return {
    emails,
    async send(email) {
      const behavior = behaviors.shift() ?? 'accepts';
      if (behavior === 'fails') throw new Error('Maximum sending rate exceeded.');
      if (behavior === 'rejects') throw new AppError('unprocessable', 'email.rejected');
      return `message-${emails.push(email)}`;
    },
  };
}
