import type { EmailTemplate } from './email-template.ts';

export const orderCanceled: EmailTemplate = {
  subject: 'Your order {{orderId}} is canceled',
  text: `Your order {{orderId}} was canceled on {{canceledOn}}. What you paid goes back to your means of payment.`,
  html: `    <h1 style="font-size: 20px">Your order is canceled</h1>
    <p>Order {{orderId}} was canceled on {{canceledOn}}. What you paid goes back to your means of payment.</p>`,
};
