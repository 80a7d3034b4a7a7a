import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { Category, CategoryInput } from '../models/category.ts';

export default httpRequest({
  tag: 'Categories',
  summary: 'Replace a category',
  description: 'Products of the category keep it.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ categoryId: idSchema('cat') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: CategoryInput,
  responses: { 200: Category },
  sends: ['ETag'],
  problems: { 404: ['category.not-found'], 409: ['record.changed'] },
});
