import type { EmailTemplate } from './email-template.ts';

export const endpointStopped: EmailTemplate = {
  subject:
    '{{#isDisabled}}Your webhook endpoint was disabled{{/isDisabled}}{{^isDisabled}}Your webhook endpoint does not answer{{/isDisabled}}',
  text: `{{#isDisabled}}
We have given up your endpoint {{url}}: it took nothing of what we sent it for days, or answered that it is gone. Nothing more is sent to it until you enable it again.
{{/isDisabled}}
{{^isDisabled}}
Your endpoint {{url}} does not take what we send it. Nothing is lost: deliveries wait, and go out once it answers again.
{{/isDisabled}}

What it answered is in the delivery log of endpoint {{endpointId}}.`,
  html: `    {{#isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint was disabled</h1>
    <p>We have given up your endpoint {{url}}: it took nothing of what we sent it for days, or answered that it is gone. Nothing more is sent to it until you enable it again.</p>
    {{/isDisabled}}
    {{^isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint does not answer</h1>
    <p>Your endpoint {{url}} does not take what we send it. Nothing is lost: deliveries wait, and go out once it answers again.</p>
    {{/isDisabled}}
    <p>What it answered is in the delivery log of endpoint {{endpointId}}.</p>`,
};
