import type { ProductTable } from '../gateways/product-table.ts';
import { productOnSale } from '../helpers/existing-product.ts';
import { shownProduct, type ShownProduct } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'get'>;
  readonly imagesUrl: string;
}

export const getProduct = async (
  productId: string,
  { products, imagesUrl }: Dependencies,
): Promise<ShownProduct> => shownProduct(await productOnSale(productId, products), imagesUrl);
