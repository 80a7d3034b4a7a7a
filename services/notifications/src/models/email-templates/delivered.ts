import type { EmailTemplate } from './email-template.ts';

export const delivered: EmailTemplate = {
  subject: 'Your order {{orderId}} has been delivered',
  text: `{{carrier}} delivered these items on {{deliveredOn}}:

{{#lines}}
{{quantity}} x {{title}}
{{/lines}}

Order {{orderId}}`,
  html: `    <h1 style="font-size: 20px">Your order has been delivered</h1>
    <p>{{carrier}} delivered these items on {{deliveredOn}}:</p>
    <ul>
      {{#lines}}
      <li>{{quantity}} × {{title}}</li>
      {{/lines}}
    </ul>
    <p>Order {{orderId}}</p>`,
};
