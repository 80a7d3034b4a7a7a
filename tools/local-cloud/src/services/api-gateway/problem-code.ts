import { gunzipSync } from 'node:zlib';
import type { ProxyResponse } from './proxy-response.ts';

/** @returns the code of a response with problem details (RFC 9457) */
export function problemCode({ status, headers, body }: ProxyResponse): string | undefined {
  if (status < 400 || body.length === 0) return undefined;
  const isCompressed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-encoding');
  try {
    const text = isCompressed ? gunzipSync(Buffer.from(body)).toString() : body.toString();
    const { code } = JSON.parse(text) as { readonly code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
