import { Type } from 'typebox';

/** A customer is known by the `sub` of the user pool, a UUID. */
export const CustomerId = Type.String({ format: 'uuid' });
