import { inMemoryRecordRepository } from '#libs/testing';
import type { ImageUploadRepository } from '../src/gateways/image-upload-repository.ts';
import type { ImageUpload } from '../src/models/image-upload.ts';

/** Passes the same contract tests as the DynamoDB repository. */
export function inMemoryImageUploadRepository(): ImageUploadRepository {
  const records = inMemoryRecordRepository<ImageUpload>(['productId', 'imageId']);
  return {
    get: ({ productId, imageId }) => records.get({ productId, imageId }),
    insert: (upload) => records.insert(upload),
    replace: (upload) => records.replace(upload),
  };
}
