import { httpRequest, Problem } from '#libs/lambda';
import { ImportUpload } from '../models/import-upload.ts';

export default httpRequest({
  summary: 'A form to upload a catalog with, before its import is started',
  responses: { 201: ImportUpload, 403: Problem },
});
