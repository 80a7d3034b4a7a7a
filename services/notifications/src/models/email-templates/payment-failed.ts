import type { EmailTemplate } from './email-template.ts';

export const paymentFailed: EmailTemplate = {
  subject: 'Your payment was declined',
  text: `Your payment of {{amount}} for order {{orderId}} was declined, so we could not complete the order. You have not been charged.

Your cart is still available. Please try again or use another payment method.`,
  html: `    <h1 style="font-size: 20px">Your payment was declined</h1>
    <p>Your payment of {{amount}} for order {{orderId}} was declined, so we could not complete the order. You have not been charged.</p>
    <p>Your cart is still available. Please try again or use another payment method.</p>`,
};
