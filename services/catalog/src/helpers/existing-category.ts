import { AppError } from '#libs/errors';
import type { CategoryTable } from '../gateways/category-table.ts';
import type { Category } from '../models/category.ts';

/** @throws AppError not-found `category.not-found` */
export async function existingCategory(
  categoryId: string,
  categories: Pick<CategoryTable, 'get'>,
): Promise<Category> {
  const category = await categories.get(categoryId);
  if (!category)
    throw new AppError('not-found', 'category.not-found', { detail: 'No category has this id.' });
  return category;
}
