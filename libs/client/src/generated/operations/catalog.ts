// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type {
  Category,
  CategoryInput,
  CategoryPage,
  ImageUpload,
  ImageUploadForm,
  NewImageUpload,
  NewProduct,
  Product,
  ProductChange,
  ProductPage,
} from '../schemas.ts';

export interface ListProductsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
  /** The id of the category. */
  readonly categoryId?: string | undefined;
}

/**
 * List products: `GET /catalog/products`.
 *
 * Products on sale, newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listProducts: Operation<
  (query?: ListProductsQuery, options?: CallOptions) => PagePromise<ProductPage>
> = { method: 'GET', path: '/catalog/products', access: 'public', input: 'query', isPaged: true };

/**
 * Create a product: `POST /catalog/products`.
 *
 * The product is on sale at once. Its stock is managed by the inventory API.
 *
 * @throws TradewindProblem `catalog.busy`, `category.unknown`
 */
export const createProduct: Operation<
  (body: NewProduct, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Product>
> = { method: 'POST', path: '/catalog/products', access: 'required', input: 'body', hasIdempotencyKey: true };

export interface ListArchivedProductsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
  /** The id of the category. */
  readonly categoryId?: string | undefined;
}

/**
 * List archived products: `GET /catalog/archived-products`.
 *
 * Newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listArchivedProducts: Operation<
  (query?: ListArchivedProductsQuery, options?: CallOptions) => PagePromise<ProductPage>
> = { method: 'GET', path: '/catalog/archived-products', access: 'required', input: 'query', isPaged: true };

/**
 * Get a product: `GET /catalog/products/{productId}`.
 *
 * Archived products return 404. The response may be cached.
 *
 * @throws TradewindProblem `product.not-found`
 */
export const getProduct: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    productId: string,
    options?: Options,
  ) => ApiPromise<Found<Product, Options>>
> = { method: 'GET', path: '/catalog/products/{productId}', access: 'public' };

/**
 * Update a product: `PATCH /catalog/products/{productId}`.
 *
 * A JSON Merge Patch: `null` removes an attribute. The status `active` restores an archived product.
 *
 * @throws TradewindProblem `catalog.busy`, `category.unknown`, `product.not-found`, `record.changed`
 */
export const changeProduct: Operation<
  (productId: string, body: ProductChange, options?: CallOptions & IfMatchOption) => ApiPromise<Product>
> = { method: 'PATCH', path: '/catalog/products/{productId}', access: 'required', input: 'body' };

/**
 * Archive a product: `DELETE /catalog/products/{productId}`.
 *
 * Takes the product off sale. The record is kept for its orders.
 *
 * @throws TradewindProblem `catalog.busy`, `product.not-found`, `record.changed`
 */
export const archiveProduct: Operation<
  (productId: string, options?: CallOptions & IfMatchOption) => ApiPromise<undefined>
> = { method: 'DELETE', path: '/catalog/products/{productId}', access: 'required' };

/**
 * Create an image upload: `POST /catalog/products/{productId}/images`.
 *
 * Returns a form to upload the file with: send its fields and then the file as multipart/form-data to its URL. The image is listed in the product once it was processed.
 *
 * @throws TradewindProblem `product.not-found`, `product.too-many-images`
 */
export const createImageUpload: Operation<
  (
    productId: string,
    body: NewImageUpload,
    options?: CallOptions & IdempotencyKeyOption,
  ) => ApiPromise<ImageUploadForm>
> = {
  method: 'POST',
  path: '/catalog/products/{productId}/images',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

/**
 * Get the status of an image upload: `GET /catalog/products/{productId}/image-uploads/{imageId}`.
 *
 * Poll it after the upload. A rejected upload includes the reason.
 *
 * @throws TradewindProblem `image-upload.not-found`
 */
export const getImageUpload: Operation<
  (productId: string, imageId: string, options?: CallOptions) => ApiPromise<ImageUpload>
> = { method: 'GET', path: '/catalog/products/{productId}/image-uploads/{imageId}', access: 'required' };

/**
 * Remove an image from a product: `DELETE /catalog/products/{productId}/images/{imageId}`.
 *
 * Removes the image from the product. Its files stay in caches until they expire.
 *
 * @throws TradewindProblem `catalog.busy`, `image.not-found`, `product.not-found`, `record.changed`
 */
export const removeImage: Operation<
  (productId: string, imageId: string, options?: CallOptions) => ApiPromise<undefined>
> = { method: 'DELETE', path: '/catalog/products/{productId}/images/{imageId}', access: 'required' };

export interface ListCategoriesQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List categories: `GET /catalog/categories`.
 *
 * Sorted by name.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listCategories: Operation<
  (query?: ListCategoriesQuery, options?: CallOptions) => PagePromise<CategoryPage>
> = { method: 'GET', path: '/catalog/categories', access: 'public', input: 'query', isPaged: true };

/**
 * Create a category: `POST /catalog/categories`.
 *
 * Products refer to categories by id.
 */
export const createCategory: Operation<
  (body: CategoryInput, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Category>
> = {
  method: 'POST',
  path: '/catalog/categories',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

/**
 * Get a category: `GET /catalog/categories/{categoryId}`.
 *
 * The response may be cached.
 *
 * @throws TradewindProblem `category.not-found`
 */
export const getCategory: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    categoryId: string,
    options?: Options,
  ) => ApiPromise<Found<Category, Options>>
> = { method: 'GET', path: '/catalog/categories/{categoryId}', access: 'public' };

/**
 * Replace a category: `PUT /catalog/categories/{categoryId}`.
 *
 * Products of the category keep it.
 *
 * @throws TradewindProblem `category.not-found`, `record.changed`
 */
export const replaceCategory: Operation<
  (categoryId: string, body: CategoryInput, options?: CallOptions & IfMatchOption) => ApiPromise<Category>
> = { method: 'PUT', path: '/catalog/categories/{categoryId}', access: 'required', input: 'body' };

/**
 * Delete a category: `DELETE /catalog/categories/{categoryId}`.
 *
 * Fails while products in the category are on sale.
 *
 * @throws TradewindProblem `category.in-use`, `category.not-found`, `record.changed`
 */
export const deleteCategory: Operation<
  (categoryId: string, options?: CallOptions & IfMatchOption) => ApiPromise<undefined>
> = { method: 'DELETE', path: '/catalog/categories/{categoryId}', access: 'required' };
