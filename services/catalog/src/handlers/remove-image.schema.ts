import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  tag: 'Images',
  summary: 'Remove an image from a product',
  description: 'Removes the image from the product. Its files stay in caches until they expire.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd'), imageId: idSchema('img') }),
  responses: { 204: null },
  problems: { 404: ['product.not-found', 'image.not-found'], 409: ['record.changed'], 503: ['catalog.busy'] },
});
