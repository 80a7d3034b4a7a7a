import { CustomerId, EmailAddress } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** A customer signed up and confirmed the email address. */
export default eventContract(
  'CustomerRegistered',
  1,
  Type.Object({
    customerId: CustomerId,
    email: EmailAddress,
  }),
);
