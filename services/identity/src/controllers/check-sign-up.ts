import { AppError } from '#libs/errors';
import signUp from '../models/sign-up.schema.ts';

/**
 * Checks the attributes of a user before the pool creates it, because the pool keeps them forever: later the events of the
 * customer would violate their contracts.
 *
 * @throws AppError invalid `customer.email-invalid`
 */
export function checkSignUp(attributes: Readonly<Record<string, string>>): void {
  if (signUp.validate({ ...attributes })) return;
  throw new AppError('invalid', 'customer.email-invalid', {
    detail:
      'This email address is not supported. Use an address with only ASCII characters before the @, such as info@example.com.',
  });
}
