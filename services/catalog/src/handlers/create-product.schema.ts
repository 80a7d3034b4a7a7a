import { httpRequest, Problem, staff } from '#libs/lambda';
import { NewProduct, ProductView } from '../models/product.ts';

export default httpRequest({
  summary: 'Create a product',
  access: staff('tradewind/catalog.write'),
  body: NewProduct,
  responses: { 201: ProductView, 403: Problem, 422: Problem },
});
