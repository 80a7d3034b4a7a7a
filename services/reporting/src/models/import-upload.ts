import { idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';

// About a million rows of a kilobyte each.
export const MAX_IMPORT_BYTES = 1024 ** 3;

/** The key of an upload in the reports bucket. */
export const uploadKey = (uploadId: string): string => `uploads/${uploadId}.csv`;

/** A form to upload a file as `multipart/form-data`: the fields first, the file last. */
export const ImportUpload = Type.Object(
  {
    uploadId: idSchema('upl'),
    url: Type.String({ format: 'uri' }),
    fields: Type.Record(Type.String(), Type.String()),
    maxBytes: Type.Integer(),
    expiresAt: Instant,
  },
  { title: 'ImportUpload' },
);
export type ImportUpload = Static<typeof ImportUpload>;

export const NewImport = Type.Object(
  { uploadId: idSchema('upl') },
  { title: 'NewImport', additionalProperties: false },
);
export type NewImport = Static<typeof NewImport>;
