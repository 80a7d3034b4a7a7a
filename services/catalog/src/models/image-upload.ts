import { idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ImageFault, ImageType, type ImageName } from './image.ts';

/** What somebody wants to upload. */
export const NewImageUpload = Type.Object({ contentType: ImageType }, { additionalProperties: false });

/** How to upload it: a multipart form to `url`, with `fields` before the file. */
export const ImageUploadForm = Type.Object({
  imageId: idSchema('img'),
  url: Type.String(),
  fields: Type.Record(Type.String(), Type.String()),
  maxBytes: Type.Integer(),
  expiresAt: IsoDateTime,
});
export type ImageUploadForm = Static<typeof ImageUploadForm>;

/** What became of an upload: staff see here why an image does not show up. */
export const ShownImageUpload = Type.Object({
  productId: idSchema('prd'),
  imageId: idSchema('img'),
  contentType: ImageType,
  /** `waiting` for the file, or for its turn to be looked at. */
  status: Type.Union([Type.Literal('waiting'), Type.Literal('listed'), Type.Literal('refused')]),
  reason: Type.Optional(ImageFault),
  createdAt: IsoDateTime,
  updatedAt: IsoDateTime,
});
export type ShownImageUpload = Static<typeof ShownImageUpload>;

/** An upload as it is kept, for a while. */
export type ImageUpload = ShownImageUpload & { readonly expiresAtSeconds: number };

// Whoever uploaded on a Friday still finds the reason on Monday.
const KEPT_DAYS = 7;

export const newImageUpload = (name: ImageName, contentType: ImageType, now: Date): ImageUpload => ({
  ...name,
  contentType,
  status: 'waiting',
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  expiresAtSeconds: Math.floor(now.getTime() / 1000) + KEPT_DAYS * 24 * 60 * 60,
});

/** @param fault  why it is refused, if it is */
export const settledUpload = <U extends ImageUpload>(
  upload: U,
  fault: ImageFault | undefined,
  now: Date,
): U => ({
  ...upload,
  status: fault === undefined ? 'listed' : 'refused',
  ...(fault !== undefined && { reason: fault }),
  updatedAt: now.toISOString(),
});

export const shownUpload = ({
  expiresAtSeconds: _,
  ...upload
}: ImageUpload & { version?: number }): ShownImageUpload => upload;
