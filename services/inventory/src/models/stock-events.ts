import { StockChanged } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Stock, StockItem } from './stock.ts';

/** The item after a change of its available units; undefined when they are the same. */
export function toChangedItem({ before, after }: Change): StockItem | undefined {
  const isChanged = after && after['available'] !== before?.['available'];
  return isChanged ? (after as unknown as StockItem) : undefined;
}

export const toStockEvent = ({ productId, available, version }: Stock): DomainEvent =>
  domainEvent(StockChanged, { subject: productId, revision: version, data: { productId, available } });
