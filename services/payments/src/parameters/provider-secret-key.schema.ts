import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^\\S{8,}$' }), {
  description: 'The secret API key of the payment provider; a Stripe key begins with sk_ or rk_',
  isSecret: true,
});
