import type { ImageType, UploadedObject } from '../models/image.ts';

/** A form to upload a file with: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html */
export interface UploadForm {
  readonly url: string;
  /** Fields of the multipart form, which come before the file. */
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
  /** Creates a form that allows uploading one object with this key, this type and at most this size. */
  uploadForm(upload: AllowedUpload): Promise<UploadForm>;
  /** Reads at most `maxBytes` of an object. */
  read(key: string, maxBytes: number): Promise<UploadedObject | undefined>;
  /** Writes an object that browsers can cache forever, because a key never changes its content. */
  write(key: string, contentType: string, content: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
}
