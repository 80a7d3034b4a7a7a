import type { Page, PageQuery } from '#libs/models';
import type { CategoryTable } from '../gateways/category-table.ts';
import type { Category } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryTable, 'list'>;
}

export const listCategories = (query: PageQuery, { categories }: Dependencies): Promise<Page<Category>> =>
  categories.list(query);
