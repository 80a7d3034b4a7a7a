import type { Page, PageQuery } from '#libs/models';
import type { Category } from '../models/category.ts';

/** The categories, each with a count of the products that are on sale in it. */
export interface CategoryTable {
  get(categoryId: string): Promise<Category | undefined>;
  /** Writes version 1. */
  insert(category: Omit<Category, 'version'>): Promise<Category>;
  /** Writes the next version. @throws AppError conflict `record.changed` */
  replace(category: Category): Promise<Category>;
  /**
   * Deletes the version that was read.
   *
   * @throws AppError conflict `category.in-use` while products are on sale in it
   * @throws AppError conflict `record.changed`
   */
  remove(category: Category): Promise<void>;
  /** By name. */
  list(query: PageQuery): Promise<Page<Category>>;
}
