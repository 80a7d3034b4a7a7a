import { environment } from '#libs/config';
import { ImportProducts } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { importProducts } from '../controllers/import-products.ts';
import { dynamoDbProductBatchRepository } from '../gateways/dynamodb-product-batch-repository.ts';

const env = environment({ PRODUCTS_TABLE: 'text', CATEGORIES_TABLE: 'text' });
const deps = {
  products: dynamoDbProductBatchRepository({
    products: env.PRODUCTS_TABLE,
    categories: env.CATEGORIES_TABLE,
  }),
  now: () => new Date(),
};

export const handler = commandHandler(ImportProducts, ({ products }) => importProducts(products, deps));
