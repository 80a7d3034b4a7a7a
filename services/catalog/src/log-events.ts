import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'category.created': {
    level: 'info',
    description: 'Staff created a category.',
    fields: { categoryId: 'id' },
  },
  'category.deleted': {
    level: 'info',
    description: 'Staff deleted an empty category.',
    fields: { categoryId: 'id' },
  },
  'product.created': {
    level: 'info',
    description: 'Staff created a product.',
    fields: { productId: 'id' },
  },
  'product.changed': {
    level: 'info',
    description: 'Staff changed a product; `fields` has the names of the changed fields.',
    fields: { productId: 'id', fields: 'codes' },
  },
  'product.archived': {
    level: 'info',
    description: 'Staff archived a product.',
    fields: { productId: 'id' },
  },
  'products.imported': {
    level: 'info',
    description: 'A batch of a product import was written.',
    fields: { count: 'count', rejected: 'count' },
  },
  'image.listed': {
    level: 'info',
    description: 'An uploaded image was listed on its product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.rejected': {
    level: 'warn',
    description: 'An uploaded image was rejected; `reason` is the code in the status of the upload.',
    fields: { productId: 'id', imageId: 'id', reason: 'code' },
  },
  'image.removed': {
    level: 'info',
    description: 'Staff removed an image of a product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.variants-removed': {
    level: 'info',
    description: 'The public variants of a removed image were deleted.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'object.failed': {
    level: 'error',
    description: 'The message about an uploaded object could not be processed. SQS delivers it again.',
    fields: { messageId: 'id' },
  },
});
