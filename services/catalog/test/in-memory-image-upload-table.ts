import { inMemoryRecordRepository } from '#libs/testing';
import type { ImageUploadTable } from '../src/gateways/image-upload-table.ts';
import type { ImageUpload } from '../src/models/image-upload.ts';

/** Uploads in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryImageUploadTable(): ImageUploadTable {
  const rows = inMemoryRecordRepository<ImageUpload>(['productId', 'imageId']);
  return {
    get: ({ productId, imageId }) => rows.get({ productId, imageId }),
    insert: (upload) => rows.insert(upload),
    replace: (upload) => rows.replace(upload),
  };
}
