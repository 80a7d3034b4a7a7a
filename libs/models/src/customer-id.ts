import { Type } from 'typebox';

/** The id of a customer: the `sub` claim of the user pool, a UUID. */
export const CustomerId = Type.String({ format: 'uuid' });
