import { httpRequest, Problem } from '#libs/lambda';
import { NewProduct, ShownProduct } from '../models/product.ts';

export default httpRequest({
  summary: 'Put a product on sale',
  body: NewProduct,
  responses: { 201: ShownProduct, 403: Problem, 422: Problem },
});
