import { AppError } from '#libs/errors';
import type { Mailer } from '../src/gateways/mailer.ts';
import type { Email } from '../src/models/email.ts';

/** What SES does at one call: takes the e-mail, is away, or refuses it for good. */
export type SesMood = 'takes' | 'is away' | 'refuses';

/** A mailer that keeps what it took. Its moods are used up one by one; then it takes all. */
export function outbox(moods: SesMood[] = []): Mailer & { readonly emails: Email[] } {
  const emails: Email[] = [];
  return {
    emails,
    async send(email) {
      const mood = moods.shift() ?? 'takes';
      if (mood === 'is away') throw new Error('Maximum sending rate exceeded.');
      if (mood === 'refuses') throw new AppError('unprocessable', 'email.rejected');
      return `message-${emails.push(email)}`;
    },
  };
}
