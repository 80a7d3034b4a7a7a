import { idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';

// A million rows of a kilobyte each, which is more than most have.
export const MAX_IMPORT_BYTES = 1024 ** 3;

/** Where an upload is put, from the root of the reports bucket. */
export const uploadKey = (uploadId: string): string => `uploads/${uploadId}.csv`;

/** A form to post a file with: its fields first, the file last, as `multipart/form-data`. */
export const ImportUpload = Type.Object({
  uploadId: idSchema('upl'),
  url: Type.String({ format: 'uri' }),
  fields: Type.Record(Type.String(), Type.String()),
  maxBytes: Type.Integer(),
  expiresAt: IsoDateTime,
});
export type ImportUpload = Static<typeof ImportUpload>;

export const NewImport = Type.Object({ uploadId: idSchema('upl') }, { additionalProperties: false });
export type NewImport = Static<typeof NewImport>;
