import { httpRequest, Problem, staff } from '#libs/lambda';
import { ImportUpload } from '../models/import-upload.ts';

export default httpRequest({
  summary: 'Create an upload form for a catalog file',
  access: staff('tradewind/catalog.write'),
  responses: { 201: ImportUpload, 403: Problem },
});
