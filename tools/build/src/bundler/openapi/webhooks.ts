import { jsonContent } from './json-content.ts';
import type { Components } from './components.ts';
import type { NamedExamples } from './example.ts';

/** The outgoing webhooks of a service by event type: the default export of `src/models/webhooks.schema.ts`. */
export type WebhookDeclaration = Readonly<Record<string, Webhook>>;

interface Webhook {
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  /** The schema of the request body. */
  readonly body: object;
}

interface Context {
  readonly components: Components;
  readonly examples: NamedExamples;
}

/** The headers of the Standard Webhooks specification. */
const signatureHeaders = [
  {
    name: 'webhook-id',
    description: 'The id of the delivery, the same for each attempt: use it to ignore duplicates.',
    example: 'dlv_01jnx0v8m1k3q5s7t9vbxdzf2h4j6m8p0r2t',
  },
  {
    name: 'webhook-timestamp',
    description:
      'When the attempt was sent, in seconds since 1970. Reject a request older than five minutes.',
    example: '1772357400',
  },
  {
    name: 'webhook-signature',
    description:
      'Signatures of `{webhook-id}.{webhook-timestamp}.{body}`, separated by spaces: `v1,` and the base64 of an HMAC-SHA256. One per active secret; accept the request if one of them matches.',
    example: 'v1,EXAMPLE',
  },
].map((header) => ({ ...header, in: 'header', required: true, schema: { type: 'string' } }));

/** Describes the outgoing webhooks of a service. https://www.standardwebhooks.com */
export const webhookOperations = (webhooks: WebhookDeclaration, context: Context): Record<string, object> =>
  Object.fromEntries(
    Object.entries(webhooks).map(([type, webhook]) => [type, { post: toOperation(type, webhook, context) }]),
  );

const toOperation = (
  type: string,
  { summary, description, tag, body }: Webhook,
  context: Context,
): object => ({
  operationId: `on${type.replaceAll(/(?:^|\.)(\w)/g, (_, first: string) => first.toUpperCase())}`,
  tags: [tag],
  summary,
  description,
  parameters: signatureHeaders,
  requestBody: { required: true, content: jsonContent(body, context) },
  responses: {
    '2XX': {
      description: 'The receiver accepted the event. Other answers, and none within 5 seconds, are retried.',
    },
    '4XX': { description: 'The receiver rejected the event: it is retried like after any other failure.' },
  },
  security: [],
});
