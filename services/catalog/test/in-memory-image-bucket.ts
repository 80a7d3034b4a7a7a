import type { ImageBucket } from '../src/gateways/image-bucket.ts';

interface StoredObject {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Passes the same contract tests as the S3 bucket. */
export function inMemoryImageBucket(): ImageBucket & {
  put(key: string, contentType: string, body: Uint8Array): Promise<void>;
  keys(): string[];
} {
  const objects = new Map<string, StoredObject>();
  return {
    keys: () => [...objects.keys()].toSorted(),
    put: async (key, contentType, body) => void objects.set(key, { contentType, body }),
    uploadForm: async ({ key, contentType }) => ({
      url: 'https://bucket.example/',
      fields: { key, 'Content-Type': contentType },
    }),
    async read(key, maxBytes) {
      const object = objects.get(key);
      if (!object) return undefined;
      const { contentType, body } = object;
      return { contentType, bytes: body.length, content: new Uint8Array(body.subarray(0, maxBytes)) };
    },
    write: async (key, contentType, content) => void objects.set(key, { contentType, body: content }),
    remove: async (key) => void objects.delete(key),
  };
}
