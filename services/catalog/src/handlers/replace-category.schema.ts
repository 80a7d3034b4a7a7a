import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  summary: 'Replace a category',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ categoryId: idSchema('cat') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: CategoryInput,
  responses: { 200: Category, 403: Problem, 404: Problem, 412: Problem },
});
