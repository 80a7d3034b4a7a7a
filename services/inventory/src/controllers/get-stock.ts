import { AppError } from '#libs/errors';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import type { Stock } from '../models/stock.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'stockOf'>;
}

export async function getStock(productId: string, { ledger }: Dependencies): Promise<Stock> {
  const stock = await ledger.stockOf(productId);
  if (!stock)
    throw new AppError('not-found', 'stock.not-found', { detail: 'No piece of this product ever arrived.' });
  return stock;
}
