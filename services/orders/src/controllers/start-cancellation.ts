import type { Workflow } from '#libs/gateways';
import type { RecordedChange } from '#libs/lambda';
import { log } from '../log-events.ts';
import type { Order } from '../models/order.ts';

/** The input of the cancellation saga: what each of its commands takes. */
export interface CancellationStep {
  readonly orderId: string;
  /** What the buyer or the staff said. */
  readonly reason: string;
  readonly correlationId: string;
}

interface Dependencies {
  readonly cancellation: Workflow<CancellationStep>;
}

/** One execution for each order that is to be canceled. */
export async function startCancellation(
  { change: { after }, correlationId }: Pick<RecordedChange, 'change' | 'correlationId'>,
  { cancellation }: Dependencies,
): Promise<void> {
  const { orderId, status, cancellation: asked } = (after ?? {}) as Partial<Order>;
  if (orderId === undefined || status !== 'canceling') return;
  await cancellation.startOnce(orderId, { orderId, reason: asked?.reason ?? '', correlationId });
  log.info('cancellation.started', { orderId });
}
