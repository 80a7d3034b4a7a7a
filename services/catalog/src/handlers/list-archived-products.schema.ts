import { httpRequest, Problem } from '#libs/lambda';
import { idOf, pageOf, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { ShownProduct } from '../models/product.ts';

export default httpRequest({
  summary: 'The products off sale, newest first',
  query: Type.Object(
    { ...PageQuery.properties, categoryId: Type.Optional(idOf('cat')) },
    { additionalProperties: false },
  ),
  responses: { 200: pageOf(ShownProduct), 403: Problem },
});
