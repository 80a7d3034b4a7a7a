import { delivered } from './delivered.ts';
import { dispatched } from './dispatched.ts';
import { endpointStopped } from './endpoint-stopped.ts';
import type { EmailTemplate } from './email-template.ts';
import { orderCanceled } from './order-canceled.ts';
import { orderPlaced } from './order-placed.ts';
import { paymentFailed } from './payment-failed.ts';
import { refunded } from './refunded.ts';

/** By the names that records of e-mails carry. */
export const emailTemplates = {
  'order-placed': orderPlaced,
  'order-canceled': orderCanceled,
  'payment-failed': paymentFailed,
  refunded,
  dispatched,
  delivered,
  'endpoint-stopped': endpointStopped,
} satisfies Record<string, EmailTemplate>;

export type TemplateName = keyof typeof emailTemplates;
