import type { EmailTemplate } from './email-template.ts';

export const orderCanceled: EmailTemplate = {
  subject: 'Your order {{orderId}} has been canceled',
  text: `Your order {{orderId}} was canceled on {{canceledOn}}.
{{#refund}}
We refund {{refund}} to your original payment method.
{{/refund}}`,
  html: `    <h1 style="font-size: 20px">Your order has been canceled</h1>
    <p>Your order {{orderId}} was canceled on {{canceledOn}}.{{#refund}} We refund {{refund}} to your original payment method.{{/refund}}</p>`,
};
