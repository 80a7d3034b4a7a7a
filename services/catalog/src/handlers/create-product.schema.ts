import { httpRequest, Problem } from '#libs/lambda';
import { NewProduct, ProductView } from '../models/product.ts';

export default httpRequest({
  summary: 'Create a product',
  body: NewProduct,
  responses: { 201: ProductView, 403: Problem, 422: Problem },
});
