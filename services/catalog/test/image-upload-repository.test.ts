import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import { dynamoDbImageUploadRepository } from '../src/gateways/dynamodb-image-upload-repository.ts';
import { newImageUpload, completeImageUpload } from '../src/models/image-upload.ts';
import { inMemoryImageUploadRepository } from './in-memory-image-upload-repository.ts';

const createDynamoDb = async () => {
  const cloud = runningCloud();
  const client = conflictingDynamoDb();
  return dynamoDbImageUploadRepository(await cloud.ref('catalog', 'ImageUploadsTable'), client);
};

describe.each([
  ['on DynamoDB with conflicts', createDynamoDb],
  ['in memory', async () => inMemoryImageUploadRepository()],
])('the image upload repository %s', (_, create) => {
  it('finds an upload by product and image, and replaces only the version that was read', async () => {
    const uploads = await create();
    const name = { productId: newId('prd'), imageId: newId('img') };
    const now = new Date();
    const pending = await uploads.insert(
      newImageUpload(name, { contentType: 'image/png', correlationId: 'test' }, now),
    );
    expect(await uploads.get(name)).toEqual(pending);
    expect(await uploads.get({ ...name, imageId: newId('img') })).toBeUndefined();

    await uploads.replace(completeImageUpload(pending, 'image.unreadable', now));
    expect(await uploads.get(name)).toMatchObject({
      status: 'rejected',
      reason: 'image.unreadable',
      version: 2,
    });
    const stale = uploads.replace(completeImageUpload(pending, undefined, now));
    await expect(stale).rejects.toMatchObject({ code: 'record.changed' });
  });
});
