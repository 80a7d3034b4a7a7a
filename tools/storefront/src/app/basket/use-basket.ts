import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { isProblem, type Session, type SessionChanges } from '#libs/client';
import { useShop } from '../shell/shop-context.ts';
import { withQuantity } from './basket-lines.ts';
import { keptBasket } from './kept-basket.ts';

const keyOf = (sessionId: string | null) => ['session', sessionId];

/** The basket: an open checkout session, or undefined while it is empty. */
export function useBasket() {
  const { tradewind } = useShop();
  const sessionId = useSyncExternalStore(keptBasket.subscribe, keptBasket.get);
  return useQuery({
    queryKey: keyOf(sessionId),
    enabled: sessionId !== null,
    queryFn: async (): Promise<Session | null> => {
      const session = await tradewind.checkout.getSession(sessionId!).catch(forgetMissing);
      if (session && !['open', 'completing'].includes(session.status)) keptBasket.clear();
      return session;
    },
  });
}

/** The session expired, belongs to a customer who signed out, or is of an earlier state of the local cloud. */
function forgetMissing(error: unknown): null {
  if (!isProblem(error, 'session.not-found')) throw error;
  keptBasket.clear();
  return null;
}

/** Sets how many units of a product are in the basket. The first product creates its checkout session. */
export function useSetQuantity() {
  const { tradewind } = useShop();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ productId, quantity }: { productId: string; quantity: number }) {
      const sessionId = keptBasket.get();
      const current = sessionId && queries.getQueryData<Session>(keyOf(sessionId));
      const lineItems = withQuantity(current ? current.lineItems : [], productId, quantity);
      if (current && lineItems.length === 0) return empty(current.sessionId);
      const session = current
        ? await tradewind.checkout.updateSession(current.sessionId, { lineItems })
        : await tradewind.checkout.createSession({ lineItems });
      queries.setQueryData(keyOf(session.sessionId), session);
      keptBasket.set(session.sessionId);
    },
  });

  async function empty(sessionId: string): Promise<void> {
    await tradewind.checkout.cancelSession(sessionId);
    keptBasket.clear();
  }
}

/** Changes the address, the shipping option or the discount codes of the basket. */
export function useUpdateSession(sessionId: string) {
  const { tradewind } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: SessionChanges) => tradewind.checkout.updateSession(sessionId, changes),
    onSuccess: (session) => queries.setQueryData(keyOf(sessionId), session),
  });
}
