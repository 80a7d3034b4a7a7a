import type { Page, PageQuery } from '#libs/models';
import type { AdjustmentRepository } from '../gateways/adjustment-repository.ts';
import type { Adjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly adjustments: Pick<AdjustmentRepository, 'list'>;
}

export const listAdjustments = (
  productId: string,
  query: PageQuery,
  { adjustments }: Dependencies,
): Promise<Page<Adjustment>> => adjustments.list(productId, query);
