import type { EmailTemplate } from './email-template.ts';

export const endpointUnavailable: EmailTemplate = {
  subject:
    '{{#isDisabled}}Your webhook endpoint was disabled{{/isDisabled}}{{^isDisabled}}Your webhook endpoint is not responding{{/isDisabled}}',
  text: `{{#isDisabled}}
Your endpoint {{url}} was disabled, because it accepted no events for several days or responded with 410 Gone. We will not send events to it until you enable it again.
{{/isDisabled}}
{{^isDisabled}}
Your endpoint {{url}} is not accepting events. No events are lost: we will deliver them when the endpoint responds again.
{{/isDisabled}}

See the deliveries of endpoint {{endpointId}} for its responses.`,
  html: `    {{#isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint was disabled</h1>
    <p>Your endpoint {{url}} was disabled, because it accepted no events for several days or responded with 410 Gone. We will not send events to it until you enable it again.</p>
    {{/isDisabled}}
    {{^isDisabled}}
    <h1 style="font-size: 20px">Your webhook endpoint is not responding</h1>
    <p>Your endpoint {{url}} is not accepting events. No events are lost: we will deliver them when the endpoint responds again.</p>
    {{/isDisabled}}
    <p>See the deliveries of endpoint {{endpointId}} for its responses.</p>`,
};
