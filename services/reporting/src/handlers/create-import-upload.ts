import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createImportUpload } from '../controllers/create-import-upload.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import request from './create-import-upload.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', REPORTS_BUCKET: 'text' });
const deps = { bucket: s3ReportsBucket(env.REPORTS_BUCKET), now: () => new Date() };

export const handler = httpHandler(
  request,
  async () => {
    return created(await createImportUpload(deps));
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
