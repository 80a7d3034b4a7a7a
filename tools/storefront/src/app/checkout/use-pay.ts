import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CompletionAttempt, Failure, Tradewind } from '#libs/client';
import { keptBasket } from '../basket/kept-basket.ts';
import { keepTrace } from '../orders/kept-traces.ts';
import { useShop } from '../shell/shop-context.ts';

/** How a payment ended. After a failure the basket is open again. */
type Outcome = { readonly orderId: string } | { readonly failure: Failure };

// The API answers earlier when the order has ended.
const WAIT_SECONDS = 10;
const POLL_MILLISECONDS = 1_000;

/**
 * Pays for the basket, and waits until the order is placed or has failed.
 *
 * @param onPaid  shows the order; the basket is emptied afterwards, because the checkout page leaves an empty basket
 */
export function usePay(sessionId: string, onPaid: (orderId: string) => Promise<void>) {
  const { tradewind } = useShop();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(token: string): Promise<Outcome> {
      const { data, correlationId } = await tradewind.checkout
        .completeSession(sessionId, { payment: { token } }, { waitSeconds: WAIT_SECONDS })
        .withResponse();
      if (data.orderId !== undefined) keepTrace(data.orderId, correlationId);
      return toOutcome(await settled(tradewind, sessionId, data));
    },
    async onSuccess(outcome) {
      if ('failure' in outcome) return;
      await onPaid(outcome.orderId);
      keptBasket.clear();
    },
    async onSettled() {
      await queries.invalidateQueries({ queryKey: ['session', sessionId] });
      await queries.invalidateQueries({ queryKey: ['stock'] });
    },
  });
}

type Attempt = Pick<CompletionAttempt, 'status' | 'orderId' | 'failure'>;

/** An order that takes longer is still in progress when the API answers. */
async function settled(tradewind: Tradewind, sessionId: string, attempt: Attempt): Promise<Attempt> {
  let current = attempt;
  while (current.status === 'completing') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    const { status, orderId = attempt.orderId, failure } = await tradewind.checkout.getSession(sessionId);
    if (status === 'expired' || status === 'canceled') throw new Error('The basket was closed.');
    current = { status, orderId, ...(failure && { failure }) } as Attempt;
  }
  return current;
}

function toOutcome({ orderId, failure }: Attempt): Outcome {
  if (failure) return { failure };
  return { orderId: orderId! };
}
