import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'category.created': {
    level: 'info',
    says: 'Staff created a category.',
    fields: { categoryId: 'id' },
  },
  'category.deleted': {
    level: 'info',
    says: 'Staff deleted a category that held no products.',
    fields: { categoryId: 'id' },
  },
  'product.created': {
    level: 'info',
    says: 'Staff put a product on sale.',
    fields: { productId: 'id' },
  },
  'product.changed': {
    level: 'info',
    says: 'Staff changed a product; the names of what they changed are told.',
    fields: { productId: 'id', fields: 'codes' },
  },
  'product.archived': {
    level: 'info',
    says: 'Staff took a product off sale.',
    fields: { productId: 'id' },
  },
  'products.imported': {
    level: 'info',
    says: 'A part of a catalog import was taken over.',
    fields: { count: 'count', rejected: 'count' },
  },
  'image.listed': {
    level: 'info',
    says: 'An uploaded image is shown with its product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.refused': {
    level: 'warn',
    says: 'An uploaded image is not shown; the reason is the code that its uploader is told.',
    fields: { productId: 'id', imageId: 'id', reason: 'code' },
  },
  'image.removed': {
    level: 'info',
    says: 'Staff removed an image of a product.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'image.pictures-removed': {
    level: 'info',
    says: 'Nobody can read the pictures of a removed image any more.',
    fields: { productId: 'id', imageId: 'id' },
  },
  'object.failed': {
    level: 'error',
    says: 'The message of an uploaded object could not be acted on. SQS delivers it again.',
    fields: { messageId: 'id' },
  },
});
