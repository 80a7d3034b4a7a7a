/** The form of a browser's upload: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export interface FormUpload {
  /** By lower-case name: S3 does not tell `Content-Type` from `content-type`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  readonly fileBytes: number;
}

/** @throws TypeError where the body is no such form. */
export async function readFormUpload(contentType: string, body: Buffer): Promise<FormUpload> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    // S3 reads no field behind the file.
    if (typeof value !== 'string') return { fields, fileName: value.name, fileBytes: value.size };
    fields.set(name.toLowerCase(), value);
  }
  return { fields, fileName: '', fileBytes: Buffer.byteLength(fields.get('file') ?? '') };
}

/** The key that the object gets: `${filename}` stands for the name of the file. */
export const uploadedKey = ({ fields, fileName }: FormUpload): string =>
  (fields.get('key') ?? '').replaceAll('${filename}', fileName.split(/[/\\]/).at(-1) ?? '');
