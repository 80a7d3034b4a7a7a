/** The correlation ids of this browser's purchases by order: the traces that the console shows. */
const prefix = 'tradewind-shop-trace-';

export const keepTrace = (orderId: string, correlationId: string): void =>
  localStorage.setItem(`${prefix}${orderId}`, correlationId);

/** @returns undefined for an order of another browser */
export const traceOf = (orderId: string): string | undefined =>
  localStorage.getItem(`${prefix}${orderId}`) ?? undefined;
