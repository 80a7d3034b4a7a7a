import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import type { ProductTable } from '../gateways/product-table.ts';
import type { Product } from '../models/product.ts';

/** A product in whatever status. @throws AppError not-found `product.not-found` */
export async function existingProduct(
  productId: string,
  products: Pick<ProductTable, 'get'>,
): Promise<Versioned<Product>> {
  const product = await products.get(productId);
  if (!product) throw unknownProduct();
  return product;
}

/** A product that is on sale: an archived one is as if it were not there. @throws AppError not-found `product.not-found` */
export async function productOnSale(
  productId: string,
  products: Pick<ProductTable, 'get'>,
): Promise<Versioned<Product>> {
  const product = await existingProduct(productId, products);
  if (product.status !== 'active') throw unknownProduct();
  return product;
}

const unknownProduct = () =>
  new AppError('not-found', 'product.not-found', { detail: 'No product on sale has this id.' });
