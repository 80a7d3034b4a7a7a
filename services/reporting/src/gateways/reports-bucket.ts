/** A form by which anybody may post one file, and nothing else. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface UploadTerms {
  readonly key: string;
  readonly contentType: string;
  readonly maxBytes: number;
  readonly lifetimeSeconds: number;
}

/** One state of an object: another upload under its key has another tag. */
export interface ObjectState {
  readonly bytes: number;
  readonly tag: string;
}

/** Where uploads, what jobs are at work on, and what they made are kept. */
export interface ReportsBucket {
  uploadForm(terms: UploadTerms): Promise<UploadForm>;
  /** A link that reads one object for a while, and offers it under a name to save it by. */
  downloadUrl(key: string, name: string, lifetimeSeconds: number): Promise<string>;
  inspect(key: string): Promise<ObjectState | undefined>;
  /**
   * The bytes of an object from an offset on, read again from where they broke off.
   *
   * @throws AppError conflict `file.changed` when it is gone, or no longer the one with this tag
   */
  read(
    key: string,
    options?: { readonly tag?: string; readonly fromByte?: number },
  ): AsyncIterable<Uint8Array>;
  write(key: string, content: string | Uint8Array, contentType: string): Promise<void>;
  /**
   * Writes an object of any size, part by part as `content` gives it. @returns its size in bytes
   */
  writeStream(key: string, content: AsyncIterable<string | Uint8Array>, contentType: string): Promise<number>;
}
