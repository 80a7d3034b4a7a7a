import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import type { ProductRepository } from '../gateways/product-repository.ts';
import type { Product } from '../models/product.ts';

/** Returns a product in any status. @throws AppError not-found `product.not-found` */
export async function requireProduct(
  productId: string,
  products: Pick<ProductRepository, 'get'>,
): Promise<Versioned<Product>> {
  const product = await products.get(productId);
  if (!product) throw productNotFound();
  return product;
}

/** Returns a product that is on sale. @throws AppError not-found `product.not-found`, also for an archived product */
export async function requireActiveProduct(
  productId: string,
  products: Pick<ProductRepository, 'get'>,
): Promise<Versioned<Product>> {
  const product = await requireProduct(productId, products);
  if (product.status !== 'active') throw productNotFound();
  return product;
}

const productNotFound = () =>
  new AppError('not-found', 'product.not-found', { detail: 'The product does not exist or is not on sale.' });
