import type { ReportsBucket } from '../src/gateways/reports-bucket.ts';

/** What jobs write, in memory. An upload that breaks off leaves nothing. */
export function bucketInMemory(): Pick<ReportsBucket, 'write' | 'writeStream'> & {
  readonly files: Map<string, Buffer>;
} {
  const files = new Map<string, Buffer>();
  return {
    files,
    write: async (key, content) => void files.set(key, Buffer.from(content as string)),
    async writeStream(key, content) {
      const pieces: Buffer[] = [];
      for await (const piece of content) pieces.push(Buffer.from(piece as string));
      files.set(key, Buffer.concat(pieces));
      return files.get(key)!.length;
    },
  };
}
