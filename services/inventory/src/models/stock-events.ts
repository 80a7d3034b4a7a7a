import { StockChanged } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Stock } from './stock.ts';

/** `StockChanged` when the available quantity changes. The reserved quantity stays internal. */
export function toStockEvents({ before, after }: Change): DomainEvent[] {
  if (!after || after['available'] === before?.['available']) return [];
  const { productId, available, version } = after as unknown as Stock;
  return [
    domainEvent(StockChanged, { subject: productId, revision: version, data: { productId, available } }),
  ];
}
