import { AppError } from '#libs/errors';
import type { StockRepository } from '../gateways/stock-repository.ts';
import type { Stock } from '../models/stock.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'find'>;
}

export async function getStock(productId: string, deps: Dependencies): Promise<Stock> {
  const stock = await deps.stock.find(productId);
  if (!stock)
    throw new AppError('not-found', 'stock.not-found', {
      detail: 'The product has no stock. Create an adjustment first.',
    });
  return stock;
}
