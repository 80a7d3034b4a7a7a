import { newId } from '#libs/models';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { MAX_IMPORT_BYTES, uploadKey, type ImportUpload } from '../models/import-upload.ts';

interface Dependencies {
  readonly bucket: Pick<ReportsBucket, 'uploadForm'>;
  readonly now: () => Date;
}

// S3 checks the expiry when the upload starts, not when it ends.
const LIFETIME_SECONDS = 15 * 60;

/** Creates a presigned form for the upload of one file. */
export async function createImportUpload({ bucket, now }: Dependencies): Promise<ImportUpload> {
  const uploadId = newId('upl', now().getTime());
  const { url, fields } = await bucket.uploadForm({
    key: uploadKey(uploadId),
    contentType: 'text/csv',
    maxBytes: MAX_IMPORT_BYTES,
    lifetimeSeconds: LIFETIME_SECONDS,
  });
  const expiresAt = new Date(now().getTime() + LIFETIME_SECONDS * 1000).toISOString();
  return { uploadId, url, fields: { ...fields }, maxBytes: MAX_IMPORT_BYTES, expiresAt };
}
