import { AppError } from '#libs/errors';
import type { ImageUploadRepository } from '../gateways/image-upload-repository.ts';
import type { ImageName } from '../models/image.ts';
import { toImageUploadView, type ImageUploadView } from '../models/image-upload.ts';

interface Dependencies {
  readonly uploads: Pick<ImageUploadRepository, 'get'>;
}

/** Returns the status of an upload. @throws AppError not-found `image-upload.not-found` */
export async function getImageUpload(name: ImageName, { uploads }: Dependencies): Promise<ImageUploadView> {
  const upload = await uploads.get(name);
  if (!upload)
    throw new AppError('not-found', 'image-upload.not-found', {
      detail: 'The upload does not exist, or it was created more than a week ago.',
    });
  return toImageUploadView(upload);
}
