import { newId } from '#libs/models';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { log } from '../log-events.ts';
import { newProduct, toProductView, type NewProduct, type ProductView } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'insert'>;
  readonly imagesUrl: string;
  readonly now: () => Date;
}

export async function createProduct(
  request: NewProduct,
  { products, imagesUrl, now }: Dependencies,
): Promise<ProductView> {
  const product = newProduct(newId('prd', now().getTime()), request, now());
  const inserted = await products.insert(product);
  log.info('product.created', { productId: product.productId });
  return toProductView(inserted, imagesUrl);
}
