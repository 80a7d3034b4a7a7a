/** The id of the checkout session that is the basket of this browser; it survives a reload. */
const KEY = 'tradewind-shop-basket';

const listeners = new Set<() => void>();

export const keptBasket = {
  get: (): string | null => localStorage.getItem(KEY),
  set(sessionId: string): void {
    localStorage.setItem(KEY, sessionId);
    for (const listener of listeners) listener();
  },
  clear(): void {
    localStorage.removeItem(KEY);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
