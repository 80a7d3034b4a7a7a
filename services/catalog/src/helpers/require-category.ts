import { AppError } from '#libs/errors';
import type { CategoryRepository } from '../gateways/category-repository.ts';
import type { Category } from '../models/category.ts';

/** Returns a category. @throws AppError not-found `category.not-found` */
export async function requireCategory(
  categoryId: string,
  categories: Pick<CategoryRepository, 'get'>,
): Promise<Category> {
  const category = await categories.get(categoryId);
  if (!category)
    throw new AppError('not-found', 'category.not-found', { detail: 'The category does not exist.' });
  return category;
}
