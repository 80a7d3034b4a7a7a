import type { EmailTemplate } from './email-template.ts';

export const orderCanceled: EmailTemplate = {
  subject: 'Your order {{orderId}} has been canceled',
  text: `Your order {{orderId}} was canceled on {{canceledOn}}. We will refund your payment to your original payment method.`,
  html: `    <h1 style="font-size: 20px">Your order has been canceled</h1>
    <p>Your order {{orderId}} was canceled on {{canceledOn}}. We will refund your payment to your original payment method.</p>`,
};
