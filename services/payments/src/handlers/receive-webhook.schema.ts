import { anyone, httpRequest } from '#libs/lambda';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Provider webhooks',
  summary: 'Receive a webhook of the payment provider',
  description: 'The payment provider calls it. The signature covers the raw body.',
  access: anyone,
  headers: Type.Object({
    'stripe-signature': Type.String({
      description: 'The time and the signatures of the body, as Stripe signs webhooks.',
      examples: ['t=1772357400,v1=EXAMPLE'],
      minLength: 1,
      maxLength: 1024,
    }),
  }),
  responses: { 200: Type.Object({ received: Type.Boolean() }, { title: 'WebhookReceipt' }) },
  problems: {
    400: ['webhook.signature-invalid', 'webhook.signature-expired', 'webhook.invalid-json'],
    404: ['payment.not-found'],
    503: ['payment.busy'],
  },
});
