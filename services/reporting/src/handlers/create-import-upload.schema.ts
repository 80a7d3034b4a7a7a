import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ImportUpload } from '../models/import-upload.ts';

export default httpRequest({
  tag: 'Imports',
  summary: 'Create an upload form for a catalog file',
  description:
    'Returns a form to upload one CSV file with: send its fields and then the file as multipart/form-data to its URL.',
  access: staff('tradewind/catalog.write'),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 201: ImportUpload },
});
