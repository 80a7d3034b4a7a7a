import { Webhook } from 'standardwebhooks';

interface SignedMessage {
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly { readonly secret: string }[];
  readonly now: Date;
}

/** The headers of the Standard Webhooks specification, with a signature for each secret. */
export function webhookHeaders({ id, body, secrets, now }: SignedMessage): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map(({ secret }) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}
