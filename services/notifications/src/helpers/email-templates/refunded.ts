import type { EmailTemplate } from './email-template.ts';

export const refunded: EmailTemplate = {
  subject: 'Your refund for order {{orderId}}',
  text: `We have sent {{amount}} back to the means of payment that you used for order {{orderId}}. Your bank may take some days to show it.`,
  html: `    <h1 style="font-size: 20px">Your refund</h1>
    <p>We have sent {{amount}} back to the means of payment that you used for order {{orderId}}. Your bank may take some days to show it.</p>`,
};
