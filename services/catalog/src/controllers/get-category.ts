import type { CategoryRepository } from '../gateways/category-repository.ts';
import { requireCategory } from '../helpers/require-category.ts';
import type { Category } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryRepository, 'get'>;
}

export const getCategory = (categoryId: string, { categories }: Dependencies): Promise<Category> =>
  requireCategory(categoryId, categories);
