import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { clientSettings, isNamed } from './client-settings.ts';

/** What a removal needs of S3. */
export interface Buckets {
  /**
   * Deletes every object of a bucket, old versions and delete markers too. A page of the list has as many as one
   * request deletes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
   *
   * @returns how many went; none where there is no such bucket
   * @throws CommandError when S3 keeps one
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
      // What is deleted is not listed again, so the first page is always the next one.
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return count;
      const { Errors: [violation] = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
      );
      if (violation)
        throw new CommandError(`${Bucket} keeps ${violation.Key}: ${violation.Message ?? violation.Code}`);
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
