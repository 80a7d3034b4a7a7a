import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { uploadKey } from '../src/models/import-upload.ts';

const UPLOAD_ID = `upl_${'1'.padStart(36, '0')}`;

/** Uploads the example catalog, ready for an import. */
export default async function seed(local: LocalContext): Promise<void> {
  const client = new S3Client({ ...local.awsClientConfig, forcePathStyle: true });
  await client.send(
    new PutObjectCommand({
      Bucket: local.resource('reporting', 'ReportsBucket').ref,
      Key: uploadKey(UPLOAD_ID),
      Body: await readFile(join(import.meta.dirname, 'catalog.csv')),
      ContentType: 'text/csv',
    }),
  );
  client.destroy();
  local.log(`reporting: uploaded the example catalog as ${UPLOAD_ID}`);
}
