import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^\\S{8,}$' }), {
  description: "The payment provider's key for its API; on Stripe one that begins with sk_ or rk_",
  isSecret: true,
});
