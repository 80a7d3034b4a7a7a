import type { ImageType, UploadedObject } from '../models/image.ts';

/** What a client posts a file with: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html */
export interface UploadForm {
  readonly url: string;
  /** Fields of the multipart form, to be sent before the file. */
  readonly fields: Readonly<Record<string, string>>;
}

interface AllowedUpload {
  readonly key: string;
  readonly contentType: ImageType;
  readonly maxBytes: number;
  readonly lifetimeSeconds: number;
}

/** The bucket of product images. */
export interface ImageBucket {
  /** A form that lets whoever has it post one object: this key, this type, and no more than this size. */
  uploadForm(upload: AllowedUpload): Promise<UploadForm>;
  /** What there is under a key, and no more of it than this. */
  read(key: string, maxBytes: number): Promise<UploadedObject | undefined>;
  /** Writes what browsers may keep for ever: under one key there is only ever one picture. */
  write(key: string, contentType: string, content: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
}
