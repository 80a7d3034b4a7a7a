import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'category.created': {
    level: 'info',
    description: 'Staff created a category.',
    fields: { categoryId: 'id' },
  },
  'category.deleted': {
    level: 'info',
    description: 'Staff deleted a category that held no products.',
    fields: { categoryId: 'id' },
  },
  'product.created': {
    level: 'info',
    description: 'Staff put a product on sale.',
    fields: { productId: 'id' },
  },
  'product.changed': {
    level: 'info',
    description: 'Staff changed a product; the names of what they changed are told.',
    fields: { productId: 'id', fields: 'codes' },
  },
  'product.archived': {
    level: 'info',
    description: 'Staff took a product off sale.',
    fields: { productId: 'id' },
  },
  'products.imported': {
    level: 'info',
    description: 'A part of a catalog import was taken over.',
    fields: { count: 'count', rejected: 'count' },
  },
  'image.listed': {
    level: 'info',
    description: 'An uploaded image is shown with its product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.refused': {
    level: 'warn',
    description: 'An uploaded image is not shown; the reason is the code that its uploader is told.',
    fields: { productId: 'id', imageId: 'id', reason: 'code' },
  },
  'image.removed': {
    level: 'info',
    description: 'Staff removed an image of a product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.pictures-removed': {
    level: 'info',
    description: 'Nobody can read the pictures of a removed image any more.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'object.failed': {
    level: 'error',
    description: 'The message of an uploaded object could not be acted on. SQS delivers it again.',
    fields: { messageId: 'id' },
  },
});
