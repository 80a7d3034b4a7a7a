import type { Versioned } from '#libs/gateways';
import type { ImageName } from '../models/image.ts';
import type { ImageUpload } from '../models/image-upload.ts';

/** The uploads of the last week and their status. */
export interface ImageUploadRepository {
  get(name: ImageName): Promise<Versioned<ImageUpload> | undefined>;
  insert(upload: ImageUpload): Promise<Versioned<ImageUpload>>;
  /** @throws AppError conflict `record.changed` */
  replace(upload: Versioned<ImageUpload>): Promise<Versioned<ImageUpload>>;
}
