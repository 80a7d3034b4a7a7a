import { StockChanged } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Stock } from './stock.ts';

/** Others hear of a stock when another number of pieces can be sold; how many are put aside concerns nobody. */
export function stockEvents({ before, after }: Change): DomainEvent[] {
  if (!after || after['available'] === before?.['available']) return [];
  const { productId, available, version } = after as unknown as Stock;
  return [
    domainEvent(StockChanged, { subject: productId, revision: version, data: { productId, available } }),
  ];
}
