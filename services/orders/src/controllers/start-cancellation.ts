import type { Workflow } from '#libs/gateways';
import type { RecordedChange } from '#libs/lambda';
import { log } from '../log-events.ts';
import { isPaymentRequired, type Order } from '../models/order.ts';

/** The input of the cancellation saga and of each of its commands. */
export interface CancellationStep {
  readonly orderId: string;
  readonly reason: string;
  readonly isPaymentRequired: boolean;
  readonly correlationId: string;
}

interface Dependencies {
  readonly cancellation: Workflow<CancellationStep>;
}

/** Starts one execution of the cancellation saga per order. */
export async function startCancellation(
  { change: { after }, correlationId }: Pick<RecordedChange, 'change' | 'correlationId'>,
  { cancellation }: Dependencies,
): Promise<void> {
  if (after?.['status'] !== 'canceling') return;
  const order = after as unknown as Order;
  const { orderId, cancellation: request } = order;
  await cancellation.startOnce(orderId, {
    orderId,
    reason: request?.reason ?? '',
    isPaymentRequired: isPaymentRequired(order),
    correlationId,
  });
  log.info('cancellation.started', { orderId });
}
