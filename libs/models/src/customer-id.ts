import { Type } from 'typebox';

/** The id of a customer: the `sub` claim of the user pool, a UUID. */
export const CustomerId = Type.String({
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  examples: ['7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30'],
});
