/** A browser-based upload (POST Object): https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export interface FormUpload {
  /** By lower-case name: S3 treats field names as case-insensitive. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  readonly fileBytes: number;
}

/** @throws TypeError when the body is not a multipart form, or names a field twice. */
export async function parseFormUpload(contentType: string, body: Buffer): Promise<FormUpload> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    // S3 ignores all fields after the file.
    if (typeof value !== 'string') return { fields, fileName: value.name, fileBytes: value.size };
    const field = name.toLowerCase();
    // Of two credentials, the endpoint would identify one and the signature would be checked with the other.
    if (fields.has(field)) throw new TypeError(`The form has two fields named ${field}.`);
    fields.set(field, value);
  }
  return { fields, fileName: '', fileBytes: Buffer.byteLength(fields.get('file') ?? '') };
}

/** The key of the uploaded object; `${filename}` in the key field is replaced by the name of the file. */
export const toObjectKey = ({ fields, fileName }: FormUpload): string =>
  (fields.get('key') ?? '').replaceAll('${filename}', fileName.split(/[/\\]/).at(-1) ?? '');
