import { changeRecord } from '#libs/gateways';
import type { CategoryRepository } from '../gateways/category-repository.ts';
import { requireCategory } from '../helpers/require-category.ts';
import { applyCategoryInput, type Category, type CategoryInput } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

export const replaceCategory = (
  categoryId: string,
  input: CategoryInput,
  ifMatch: string | undefined,
  { categories, now }: Dependencies,
): Promise<Category> =>
  changeRecord<Category>({
    read: () => requireCategory(categoryId, categories),
    change: (category) => applyCategoryInput(category, input, now()),
    replace: categories.replace,
    ifMatch,
  });
