import { idOf, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ImageType } from './image.ts';

/** What somebody wants to upload. */
export const NewImageUpload = Type.Object({ contentType: ImageType }, { additionalProperties: false });

/** How to upload it: a multipart form to `url`, with `fields` before the file. */
export const ImageUpload = Type.Object({
  imageId: idOf('img'),
  url: Type.String(),
  fields: Type.Record(Type.String(), Type.String()),
  maxBytes: Type.Integer(),
  expiresAt: IsoDateTime,
});
export type ImageUpload = Static<typeof ImageUpload>;
