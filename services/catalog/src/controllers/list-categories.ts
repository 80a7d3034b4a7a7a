import type { Page, PageQuery } from '#libs/models';
import type { CategoryRepository } from '../gateways/category-repository.ts';
import type { Category } from '../models/category.ts';

interface Dependencies {
  readonly categories: Pick<CategoryRepository, 'list'>;
}

export const listCategories = (query: PageQuery, { categories }: Dependencies): Promise<Page<Category>> =>
  categories.list(query);
