import { delivered } from './delivered.ts';
import { dispatched } from './dispatched.ts';
import { endpointUnavailable } from './endpoint-unavailable.ts';
import type { EmailTemplate } from './email-template.ts';
import { orderCanceled } from './order-canceled.ts';
import { orderPlaced } from './order-placed.ts';
import { paymentFailed } from './payment-failed.ts';
import { refunded } from './refunded.ts';

/** All templates, by the names that email records use. */
export const emailTemplates = {
  'order-placed': orderPlaced,
  'order-canceled': orderCanceled,
  'payment-failed': paymentFailed,
  refunded,
  dispatched,
  delivered,
  'endpoint-unavailable': endpointUnavailable,
} satisfies Record<string, EmailTemplate>;

export type TemplateName = keyof typeof emailTemplates;
