import { parameter } from '#libs/config';
import { Type } from 'typebox';

export default parameter(Type.String({ pattern: '^\\S{8,}$' }), {
  description: "What the payment provider signs its webhooks with; on Stripe the endpoint's signing secret",
  isSecret: true,
});
