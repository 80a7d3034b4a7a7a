import type { CategoryTable } from '../gateways/category-table.ts';
import { existingCategory } from '../helpers/existing-category.ts';
import type { Category } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryTable, 'get'>;
}

export const getCategory = (categoryId: string, { categories }: Dependencies): Promise<Category> =>
  existingCategory(categoryId, categories);
