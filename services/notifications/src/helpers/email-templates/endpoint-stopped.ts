import type { EmailTemplate } from './email-template.ts';

export const endpointStopped: EmailTemplate = {
  subject:
    '{{#isDisabled}}Your webhook endpoint was disabled{{/isDisabled}}{{^isDisabled}}Your webhook endpoint does not answer{{/isDisabled}}',
  text: `{{#isDisabled}}
Your endpoint {{url}} did not take what we sent it for so long that we have given it up. Nothing more is sent to it until you enable it again.
{{/isDisabled}}
{{^isDisabled}}
Your endpoint {{url}} does not take what we send it. Nothing is lost: deliveries wait, and go out once it answers again.
{{/isDisabled}}

What it answered is in the delivery log of endpoint {{endpointId}}.`,
  html: `    {{#isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint was disabled</h1>
    <p>Your endpoint {{url}} did not take what we sent it for so long that we have given it up. Nothing more is sent to it until you enable it again.</p>
    {{/isDisabled}}
    {{^isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint does not answer</h1>
    <p>Your endpoint {{url}} does not take what we send it. Nothing is lost: deliveries wait, and go out once it answers again.</p>
    {{/isDisabled}}
    <p>What it answered is in the delivery log of endpoint {{endpointId}}.</p>`,
};
