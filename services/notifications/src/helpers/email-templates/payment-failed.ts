import type { EmailTemplate } from './email-template.ts';

export const paymentFailed: EmailTemplate = {
  subject: 'Your payment did not go through',
  text: `Your payment of {{amount}} was refused, so your order {{orderId}} has not come about. Nothing was charged.

Your basket is still there: try again, or choose another means of payment.`,
  html: `    <h1 style="font-size: 20px">Your payment did not go through</h1>
    <p>Your payment of {{amount}} was refused, so your order {{orderId}} has not come about. Nothing was charged.</p>
    <p>Your basket is still there: try again, or choose another means of payment.</p>`,
};
