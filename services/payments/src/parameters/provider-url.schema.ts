import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^https?://[^\\s]+$' }), {
  description: 'Where the sandbox provider is; Stripe needs none',
  isOptional: true,
});
