import type { Page } from '#libs/models';
import type { ProductList, ProductRepository } from '../gateways/product-repository.ts';
import { toProductView, type ProductView } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'list'>;
  readonly imagesUrl: string;
}

export async function listProducts(
  query: ProductList,
  { products, imagesUrl }: Dependencies,
): Promise<Page<ProductView>> {
  const { items, ...rest } = await products.list(query);
  return { items: items.map((product) => toProductView(product, imagesUrl)), ...rest };
}
