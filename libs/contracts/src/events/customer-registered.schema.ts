import { CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** Somebody has an account now. */
export default eventContract(
  'CustomerRegistered',
  1,
  Type.Object({
    customerId: CustomerId,
    email: Type.String({ format: 'email' }),
  }),
);
