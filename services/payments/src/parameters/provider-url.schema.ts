import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^https?://[^\\s]+$' }), {
  description: 'The URL of the sandbox provider; unused with Stripe',
  isOptional: true,
});
