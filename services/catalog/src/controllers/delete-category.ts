import { requireVersion } from '#libs/models';
import type { CategoryTable } from '../gateways/category-table.ts';
import { existingCategory } from '../helpers/existing-category.ts';
import { log } from '../log-events.ts';

interface Dependencies {
  readonly categories: Pick<CategoryTable, 'get' | 'remove'>;
}

export async function deleteCategory(
  categoryId: string,
  ifMatch: string | undefined,
  { categories }: Dependencies,
): Promise<void> {
  const category = await existingCategory(categoryId, categories);
  requireVersion(category, ifMatch);
  await categories.remove(category);
  log.info('category.deleted', { categoryId });
}
