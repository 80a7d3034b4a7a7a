import { anyone, httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Receive a webhook of the payment provider',
  description: 'The signature covers the raw body.',
  access: anyone,
  headers: Type.Object({ 'stripe-signature': Type.String({ minLength: 1, maxLength: 1024 }) }),
  responses: { 200: Type.Object({ received: Type.Boolean() }), 400: Problem },
});
