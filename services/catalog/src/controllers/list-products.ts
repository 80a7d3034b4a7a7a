import type { Page } from '#libs/models';
import type { ProductList, ProductTable } from '../gateways/product-table.ts';
import { shownProduct, type ShownProduct } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'list'>;
  readonly imagesUrl: string;
}

export async function listProducts(
  query: ProductList,
  { products, imagesUrl }: Dependencies,
): Promise<Page<ShownProduct>> {
  const { items, ...rest } = await products.list(query);
  return { items: items.map((product) => shownProduct(product, imagesUrl)), ...rest };
}
