import type { AwsRequest } from './aws-request.ts';

/**
 * Reads a text field of a multipart form, as a browser sends it with a presigned POST. S3 requires all fields before the file.
 * @returns undefined if the body is not such a form or has no such field
 */
export function formField(
  { headers, body }: Pick<AwsRequest, 'headers' | 'body'>,
  name: string,
): string | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return undefined;
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n');
    const partName = /name="([^"]*)"/.exec(part.slice(0, end))?.[1];
    if (partName === 'file') return undefined;
    if (partName?.toLowerCase() === name.toLowerCase())
      return Buffer.from(part.slice(end + 4).replace(/\r\n$/, ''), 'latin1').toString();
  }
  return undefined;
}
