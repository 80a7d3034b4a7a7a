import { anyone, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { Item } from './item.ts';

export default httpRequest({
  tag: 'Items',
  summary: 'Get an item',
  description: 'The GET of the benchmark.',
  access: anyone,
  path: Type.Object({ itemId: idSchema('itm') }),
  query: Type.Object({ expand: Type.Optional(Type.Boolean()) }),
  responses: { 200: Item },
  sends: ['ETag'],
});
