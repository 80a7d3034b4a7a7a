import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^\\S{8,}$' }), {
  description: 'The secret that signs webhooks; the signing secret of the Stripe endpoint',
  isSecret: true,
});
