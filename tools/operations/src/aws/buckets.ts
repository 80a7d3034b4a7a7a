import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { clientSettings, isNamed } from './client-settings.ts';

/** The S3 buckets of a region. */
export interface Buckets {
  /**
   * Deletes every object of a bucket, including old versions and delete markers. A page of the list has as many objects as
   * one request can delete: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
   *
   * @returns the number of deleted objects; 0 when the bucket does not exist
   * @throws CommandError when S3 cannot delete one
   */
  empty(bucket: string): Promise<number>;
}

/** The buckets of one region. */
export function s3Buckets(
  region: string,
  // An emulator has one host for all buckets.
  client: S3Client = new S3Client({
    ...clientSettings(region),
    forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined,
  }),
): Buckets {
  const deleteAll = async (Bucket: string): Promise<number> => {
    for (let count = 0; ;) {
      // Deleted objects are not listed again, so the first page is always the next one.
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return count;
      const { Errors: [violation] = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
      );
      if (violation)
        throw new CommandError(
          `${Bucket}: ${violation.Key} could not be deleted: ${violation.Message ?? violation.Code}`,
        );
      count += Objects.length;
    }
  };
  return {
    async empty(bucket) {
      try {
        return await deleteAll(bucket);
      } catch (error) {
        if (isNamed(error, 'NoSuchBucket')) return 0;
        throw error;
      }
    },
  };
}
