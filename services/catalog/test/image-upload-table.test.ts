import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { dynamoDbImageUploadTable } from '../src/gateways/dynamodb-image-upload-table.ts';
import { newImageUpload, settledUpload } from '../src/models/image-upload.ts';
import { inMemoryImageUploadTable } from './in-memory-image-upload-table.ts';

const onDynamoDb = async () => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  return dynamoDbImageUploadTable(await cloud.ref('catalog', 'ImageUploadsTable'), client);
};

describe.each([
  ['on DynamoDB', onDynamoDb],
  ['in memory', async () => inMemoryImageUploadTable()],
])('the image uploads %s', (_, open) => {
  it('are kept by product and image, and settled once', async () => {
    const table = await open();
    const name = { productId: newId('prd'), imageId: newId('img') };
    const now = new Date();
    const waiting = await table.insert(newImageUpload(name, 'image/png', now));
    expect(await table.get(name)).toEqual(waiting);
    expect(await table.get({ ...name, imageId: newId('img') })).toBeUndefined();

    await table.replace(settledUpload(waiting, 'image.unreadable', now));
    expect(await table.get(name)).toMatchObject({
      status: 'refused',
      reason: 'image.unreadable',
      version: 2,
    });
    const late = table.replace(settledUpload(waiting, undefined, now));
    await expect(late).rejects.toMatchObject({ code: 'record.changed' });
  });
});
