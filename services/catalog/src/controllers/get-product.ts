import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireActiveProduct } from '../helpers/require-product.ts';
import { toProductView, type ProductView } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get'>;
  readonly imagesUrl: string;
}

export const getProduct = async (
  productId: string,
  { products, imagesUrl }: Dependencies,
): Promise<ProductView> => toProductView(await requireActiveProduct(productId, products), imagesUrl);
