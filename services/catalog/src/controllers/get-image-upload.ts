import { AppError } from '#libs/errors';
import type { ImageUploadTable } from '../gateways/image-upload-table.ts';
import type { ImageName } from '../models/image.ts';
import { shownUpload, type ShownImageUpload } from '../models/image-upload.ts';

interface Dependencies {
  readonly uploads: Pick<ImageUploadTable, 'get'>;
}

/** What became of an upload. @throws AppError not-found `image-upload.not-found` */
export async function getImageUpload(name: ImageName, { uploads }: Dependencies): Promise<ShownImageUpload> {
  const upload = await uploads.get(name);
  if (!upload)
    throw new AppError('not-found', 'image-upload.not-found', {
      detail: 'Nobody asked for such an upload, or it is more than a week ago.',
    });
  return shownUpload(upload);
}
