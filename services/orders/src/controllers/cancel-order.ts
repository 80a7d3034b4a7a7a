import type { Versioned } from '#libs/gateways';
import type { Caller, Origin } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder, throwOrderNotFound } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import {
  hasCancellationRequest,
  isConfirmed,
  requestCancellation,
  type ConfirmedOrder,
} from '../models/order.ts';
import { canReadOrder } from '../models/order-access.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
}

export interface Cancellation {
  readonly orderId: string;
  readonly reason?: string;
  readonly ifMatch: string | undefined;
  readonly caller: Extract<Caller, { kind: 'customer' | 'staff' }>;
  readonly origin: Origin;
}

/**
 * Marks an order as `canceling`; the table's stream then starts the cancellation saga.
 *
 * @returns the order; a retried request returns its current state, even after the cancellation completed
 */
export async function cancelOrder(
  { orderId, reason, ifMatch, caller, origin }: Cancellation,
  { orders }: Dependencies,
): Promise<Versioned<ConfirmedOrder>> {
  const request = {
    requestId: origin.newId('req'),
    reason: reason ?? (caller.kind === 'staff' ? 'staff-request' : 'customer-request'),
    requestedAt: origin.at.toISOString(),
  };
  let isRepetition: boolean | undefined;
  const order = await changeOrder(
    orderId,
    (current) => {
      if (!isConfirmed(current) || !canReadOrder(current, caller)) throwOrderNotFound();
      const isRecorded = hasCancellationRequest(current, request.requestId);
      // Only the first read counts: after a conflict the request may have been recorded by our own write, whose
      // response was lost.
      isRepetition ??= isRecorded;
      if (isRecorded) return current;
      requireVersion(current, ifMatch);
      return requestCancellation(current, request);
    },
    { orders },
  );
  if (!isRepetition) metrics.count('CancellationRequested');
  log.info('order.canceling', { orderId });
  return isConfirmed(order) ? order : throwOrderNotFound();
}
