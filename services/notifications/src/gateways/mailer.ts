import type { Email } from '../models/email.ts';

/** The way out for e-mails. */
export interface Mailer {
  /**
   * Hands an e-mail over; whether it arrives is another matter.
   *
   * @returns what the mail service calls it
   * @throws AppError unprocessable `email.rejected` where this e-mail will never be taken; anything else may pass
   */
  send(email: Email): Promise<string>;
}
