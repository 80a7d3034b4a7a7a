import type { Page, PageQuery } from '#libs/models';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import type { Adjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'adjustmentsOf'>;
}

export const listAdjustments = (
  productId: string,
  query: PageQuery,
  { ledger }: Dependencies,
): Promise<Page<Adjustment>> => ledger.adjustmentsOf(productId, query);
