import type { EmailTemplate } from './email-template.ts';

export const dispatched: EmailTemplate = {
  subject: 'Your order {{orderId}} is on its way',
  text: `These items were shipped with {{carrier}} on {{dispatchedOn}}:

{{#lines}}
{{quantity}} x {{title}}
{{/lines}}

Tracking number: {{trackingNumber}}
Order {{orderId}}`,
  html: `    <h1 style="font-size: 20px">Your order is on its way</h1>
    <p>These items were shipped with {{carrier}} on {{dispatchedOn}}:</p>
    <ul>
      {{#lines}}
      <li>{{quantity}} × {{title}}</li>
      {{/lines}}
    </ul>
    <p>Tracking number: <b>{{trackingNumber}}</b><br>Order {{orderId}}</p>`,
};
