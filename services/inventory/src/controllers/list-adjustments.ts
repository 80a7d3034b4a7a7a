import type { Page, PageQuery } from '#libs/models';
import type { StockRepository } from '../gateways/stock-repository.ts';
import type { Adjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'listAdjustments'>;
}

export const listAdjustments = (
  productId: string,
  query: PageQuery,
  { stock }: Dependencies,
): Promise<Page<Adjustment>> => stock.listAdjustments(productId, query);
