import type { Page, PageQuery } from '#libs/models';
import type { Adjustment } from '../models/adjustment.ts';

export interface AdjustmentRepository {
  /** Applies an adjustment to the main item of the product, once. Returns false when it has too few available units. */
  adjust(adjustment: Adjustment): Promise<boolean>;
  /** Newest first. */
  list(productId: string, query: PageQuery): Promise<Page<Adjustment>>;
}
