import type { EmailTemplate } from './email-template.ts';

export const orderPlaced: EmailTemplate = {
  subject: 'Your order {{orderId}} is confirmed',
  text: `Thank you for your order on {{placedOn}}.

{{#lines}}
{{quantity}} x {{title}}: {{total}}
{{/lines}}

Subtotal: {{subtotal}}
{{#discount}}
Discount: -{{discount}}
{{/discount}}
Shipping: {{shipping}}
Tax: {{tax}}
Total: {{total}}

Shipping address:
{{#address}}
{{.}}
{{/address}}

Order {{orderId}}`,
  html: `    <h1 style="font-size: 20px">Your order is confirmed</h1>
    <p>Thank you for your order {{orderId}} on {{placedOn}}.</p>
    <table style="width: 100%; border-collapse: collapse">
      {{#lines}}
      <tr><td>{{quantity}} × {{title}}</td><td style="text-align: right">{{total}}</td></tr>
      {{/lines}}
      <tr><td style="padding-top: 12px">Subtotal</td><td style="padding-top: 12px; text-align: right">{{subtotal}}</td></tr>
      {{#discount}}
      <tr><td>Discount</td><td style="text-align: right">−{{discount}}</td></tr>
      {{/discount}}
      <tr><td>Shipping</td><td style="text-align: right">{{shipping}}</td></tr>
      <tr><td>Tax</td><td style="text-align: right">{{tax}}</td></tr>
      <tr><td><b>Total</b></td><td style="text-align: right"><b>{{total}}</b></td></tr>
    </table>
    <p>Shipping address:{{#address}}<br>{{.}}{{/address}}</p>`,
};
