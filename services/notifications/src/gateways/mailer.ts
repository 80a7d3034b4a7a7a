import type { Email } from '../models/email.ts';

export interface Mailer {
  /**
   * Submits an email to the mail service, which does not guarantee its delivery.
   *
   * @returns the message id of the mail service
   * @throws AppError unprocessable `email.rejected` if the rejection is permanent; any other error is transient
   */
  send(email: Email): Promise<string>;
}
