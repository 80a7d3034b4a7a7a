import { AppError } from '#libs/errors';
import type { ReportsBucket } from '../src/gateways/reports-bucket.ts';

/** Passes the same contract test as `s3ReportsBucket`. */
export function inMemoryReportsBucket(): ReportsBucket & {
  readonly text: (key: string) => string | undefined;
  /** The objects, by key. */
  readonly files: () => ReadonlyMap<string, Buffer>;
} {
  const objects = new Map<string, { content: Buffer; tag: string }>();
  let writes = 0;
  const put = (key: string, content: string | Uint8Array) => {
    writes += 1;
    objects.set(key, { content: Buffer.from(content as Uint8Array), tag: `"${writes}"` });
  };

  return {
    text: (key) => objects.get(key)?.content.toString(),
    files: () => new Map([...objects].map(([key, { content }]) => [key, content])),
    uploadForm: async ({ key, contentType }) => ({
      url: 'https://reports.example/',
      fields: { key, 'Content-Type': contentType },
    }),
    downloadUrl: async (key, name) => `https://reports.example/${key}?name=${name}`,
    async inspect(key) {
      const object = objects.get(key);
      return object && { bytes: object.content.length, tag: object.tag };
    },
    async *read(key, { tag, fromByte = 0 } = {}) {
      const object = objects.get(key);
      if (!object || (tag !== undefined && object.tag !== tag))
        throw new AppError('conflict', 'file.changed');
      // Small chunks, so that records span several of them.
      for (let at = fromByte; at < object.content.length; at += 100)
        yield new Uint8Array(object.content.subarray(at, at + 100));
    },
    write: async (key, content) => put(key, content),
    async writeStream(key, content) {
      const chunks: Buffer[] = [];
      for await (const part of content) chunks.push(Buffer.from(part as Uint8Array));
      put(key, Buffer.concat(chunks));
      return objects.get(key)!.content.length;
    },
  };
}
