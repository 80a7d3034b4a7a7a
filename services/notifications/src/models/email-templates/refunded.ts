import type { EmailTemplate } from './email-template.ts';

export const refunded: EmailTemplate = {
  subject: 'Your refund for order {{orderId}}',
  text: `We refunded {{amount}} for order {{orderId}} to your original payment method. Your bank may take a few days to post the refund.`,
  html: `    <h1 style="font-size: 20px">Your refund</h1>
    <p>We refunded {{amount}} for order {{orderId}} to your original payment method. Your bank may take a few days to post the refund.</p>`,
};
