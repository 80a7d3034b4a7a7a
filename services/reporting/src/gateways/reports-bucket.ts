/** A presigned POST for the upload of one file. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface UploadOptions {
  readonly key: string;
  readonly contentType: string;
  readonly maxBytes: number;
  readonly lifetimeSeconds: number;
}

/** The state of an object; each upload has another tag. */
export interface ObjectState {
  readonly bytes: number;
  readonly tag: string;
}

/** Uploads, intermediate files and results of jobs. */
export interface ReportsBucket {
  uploadForm(options: UploadOptions): Promise<UploadForm>;
  /** A presigned link that downloads the object as a file with this name. */
  downloadUrl(key: string, name: string, lifetimeSeconds: number): Promise<string>;
  inspect(key: string): Promise<ObjectState | undefined>;
  /**
   * Reads an object from an offset, and resumes after a broken connection.
   *
   * @throws AppError conflict `file.changed` if the object is gone or has another tag
   */
  read(
    key: string,
    options?: { readonly tag?: string; readonly fromByte?: number },
  ): AsyncIterable<Uint8Array>;
  write(key: string, content: string | Uint8Array, contentType: string): Promise<void>;
  /**
   * Writes an object of any size as a multipart upload. @returns its size in bytes
   */
  writeStream(key: string, content: AsyncIterable<string | Uint8Array>, contentType: string): Promise<number>;
}
