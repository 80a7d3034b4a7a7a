import type { Page, PageQuery } from '#libs/models';
import type { Category } from '../models/category.ts';

/** All categories. Each record also counts the products on sale in the category. */
export interface CategoryRepository {
  get(categoryId: string): Promise<Category | undefined>;
  /** Inserts version 1. */
  insert(category: Omit<Category, 'version'>): Promise<Category>;
  /** Replaces the version that was read. @throws AppError conflict `record.changed` */
  replace(category: Category): Promise<Category>;
  /**
   * Deletes the version that was read.
   *
   * @throws AppError conflict `category.in-use` while products in it are on sale
   * @throws AppError conflict `record.changed`
   */
  remove(category: Category): Promise<void>;
  /** Sorted by name. */
  list(query: PageQuery): Promise<Page<Category>>;
}
