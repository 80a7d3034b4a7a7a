import type { EmailTemplate } from './email-template.ts';

export const orderCancelled: EmailTemplate = {
  subject: 'Your order {{orderId}} is cancelled',
  text: `Your order {{orderId}} was cancelled on {{cancelledOn}}. What you paid goes back to your means of payment.`,
  html: `    <h1 style="font-size: 20px">Your order is cancelled</h1>
    <p>Order {{orderId}} was cancelled on {{cancelledOn}}. What you paid goes back to your means of payment.</p>`,
};
