import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Categories',
  summary: 'Delete a category',
  description: 'Fails while products in the category are on sale.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ categoryId: idSchema('cat') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 204: null },
  problems: { 404: ['category.not-found'], 409: ['category.in-use', 'record.changed'] },
});
