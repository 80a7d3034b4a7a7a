import type { Stock, StockItem } from '../models/stock.ts';

/** Units that were taken from a stock item. */
export interface Hold {
  readonly stockId: string;
  /** The id of the hold. */
  readonly hold: string;
  readonly quantity: number;
}

/** A request for units of one stock item. */
export interface Take extends Hold {
  /** Holds of this item that are known to belong to reservations. They are removed in the same write. */
  readonly settledHolds: readonly string[];
}

/**
 * `short`: the item, as it was, has too few units; undefined if there is none. `busy`: a transaction on the item or a
 * throttled partition rejected the write. In both cases nothing was written.
 */
export type TakeResult =
  | { readonly outcome: 'taken'; readonly item: StockItem }
  | { readonly outcome: 'short'; readonly item?: StockItem | undefined }
  | { readonly outcome: 'busy' };

/** The stock items of products. */
export interface StockRepository {
  /** The stock of a product over all its items; can be a moment old. */
  find(productId: string): Promise<Stock | undefined>;
  /** Consistent reads of the existing items, in no particular order. */
  findItems(stockIds: readonly string[]): Promise<readonly StockItem[]>;
  /** Takes units of one item, and records them as a hold. Sent once: a caller that gets an error uses another hold. */
  take(take: Take): Promise<TakeResult>;
  /** Returns the units of a hold to the stock, once. Returns false when the item does not have the hold. */
  returnHold(hold: Hold): Promise<boolean>;
  /** Removes holds whose units belong to reservations. */
  forgetHolds(stockId: string, holds: readonly string[]): Promise<void>;
  /** Moves `share` units from the main item to each other bucket. Returns false when it has too few, or was changed. */
  spread(productId: string, buckets: number, share: number): Promise<boolean>;
  /** Moves the units and holds of all buckets to the main item. Returns false when one of them was changed. */
  gather(main: StockItem, others: readonly StockItem[]): Promise<boolean>;
}
