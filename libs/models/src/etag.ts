import { AppError } from '#libs/errors';

/** The entity tag of a record's version. https://www.rfc-editor.org/rfc/rfc9110#name-etag */
export const toETag = ({ version }: { version: number }): string => `"${version}"`;

/**
 * Holds a record against the `If-Match` of a request.
 *
 * @param ifMatch  the header: absent, `*`, or a list of entity tags
 * @throws AppError precondition-failed `record.changed` when the client has seen another version
 */
export function requireVersion(record: { version: number }, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const seen = ifMatch.split(',').map((tag) => tag.trim());
  if (seen.includes(toETag(record))) return;
  throw new AppError('precondition-failed', 'record.changed', {
    detail: 'It changed since you read it. Read it again and repeat your change.',
  });
}
