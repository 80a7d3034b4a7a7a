import { newId } from '#libs/models';
import type { CategoryRepository } from '../gateways/category-repository.ts';
import { log } from '../log-events.ts';
import { newCategory, type Category, type CategoryInput } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryRepository, 'insert'>;
  readonly now: () => Date;
}

export async function createCategory(
  input: CategoryInput,
  { categories, now }: Dependencies,
): Promise<Category> {
  const category = await categories.insert(newCategory(newId('cat', now().getTime()), input, now()));
  log.info('category.created', { categoryId: category.categoryId });
  return category;
}
