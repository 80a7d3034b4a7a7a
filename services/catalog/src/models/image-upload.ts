import { idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ImageRejectionReason, ImageType, type ImageName } from './image.ts';

export const NewImageUpload = Type.Object(
  { contentType: ImageType },
  { title: 'NewImageUpload', additionalProperties: false },
);

/** A multipart form to upload a file to `url`, with `fields` before the file. */
export const ImageUploadForm = Type.Object(
  {
    imageId: idSchema('img'),
    url: Type.String(),
    fields: Type.Record(Type.String(), Type.String()),
    maxBytes: Type.Integer(),
    expiresAt: Instant,
  },
  { title: 'ImageUploadForm' },
);
export type ImageUploadForm = Static<typeof ImageUploadForm>;

/** The status of an upload, with the reason of a rejection. */
export const ImageUploadView = Type.Object(
  {
    productId: idSchema('prd'),
    imageId: idSchema('img'),
    contentType: ImageType,
    /** `pending` until the file was uploaded and processed. */
    status: Type.Union([Type.Literal('pending'), Type.Literal('listed'), Type.Literal('rejected')]),
    reason: Type.Optional(ImageRejectionReason),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { title: 'ImageUpload' },
);
export type ImageUploadView = Static<typeof ImageUploadView>;

export type ImageUpload = ImageUploadView & {
  readonly expiresAtSeconds: number;
  /** Of the request for the upload form: S3 reports the upload without it. */
  readonly originCorrelationId: string;
};

// The reason for a rejection on Friday is still available on Monday.
const RETENTION_DAYS = 7;

interface Origin {
  readonly contentType: ImageType;
  readonly correlationId: string;
}

export const newImageUpload = (
  name: ImageName,
  { contentType, correlationId }: Origin,
  now: Date,
): ImageUpload => ({
  ...name,
  contentType,
  originCorrelationId: correlationId,
  status: 'pending',
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  expiresAtSeconds: Math.floor(now.getTime() / 1000) + RETENTION_DAYS * 24 * 60 * 60,
});

/** @param rejection  why the upload is rejected; undefined when its image is listed */
export const completeImageUpload = <U extends ImageUpload>(
  upload: U,
  rejection: ImageRejectionReason | undefined,
  now: Date,
): U => ({
  ...upload,
  status: rejection === undefined ? 'listed' : 'rejected',
  ...(rejection !== undefined && { reason: rejection }),
  updatedAt: now.toISOString(),
});

export const toImageUploadView = ({
  expiresAtSeconds: _,
  originCorrelationId: __,
  ...upload
}: ImageUpload & { version?: number }): ImageUploadView => upload;
