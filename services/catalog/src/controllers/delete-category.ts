import { requireVersion } from '#libs/models';
import type { CategoryRepository } from '../gateways/category-repository.ts';
import { requireCategory } from '../helpers/require-category.ts';
import { log } from '../log-events.ts';

interface Dependencies {
  readonly categories: Pick<CategoryRepository, 'get' | 'remove'>;
}

export async function deleteCategory(
  categoryId: string,
  ifMatch: string | undefined,
  { categories }: Dependencies,
): Promise<void> {
  const category = await requireCategory(categoryId, categories);
  requireVersion(category, ifMatch);
  await categories.remove(category);
  log.info('category.deleted', { categoryId });
}
