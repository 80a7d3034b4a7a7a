import { changeRecord } from '#libs/gateways';
import type { CategoryTable } from '../gateways/category-table.ts';
import { existingCategory } from '../helpers/existing-category.ts';
import { replacedCategory, type Category, type CategoryInput } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

export const replaceCategory = (
  categoryId: string,
  input: CategoryInput,
  ifMatch: string | undefined,
  { categories, now }: Dependencies,
): Promise<Category> =>
  changeRecord<Category>({
    read: () => existingCategory(categoryId, categories),
    change: (category) => replacedCategory(category, input, now()),
    replace: categories.replace,
    ifMatch,
  });
