import { environment } from '#libs/config';
import { dynamoDbProductRepository } from '../gateways/dynamodb-product-repository.ts';
import { imagesUrl } from '../gateways/images-url.ts';

export function productWriteDependencies() {
  const env = environment({ PRODUCTS_TABLE: 'text', CATEGORIES_TABLE: 'text', IMAGES_BUCKET: 'text' });
  return {
    products: dynamoDbProductRepository({ products: env.PRODUCTS_TABLE, categories: env.CATEGORIES_TABLE }),
    imagesUrl: imagesUrl(env.IMAGES_BUCKET),
    now: () => new Date(),
  };
}
