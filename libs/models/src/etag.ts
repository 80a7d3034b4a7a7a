import { AppError } from '#libs/errors';

/** Returns the entity tag of a record's version. https://www.rfc-editor.org/rfc/rfc9110#name-etag */
export const toETag = ({ version }: { version: number }): string => `"${version}"`;

/**
 * Checks the `If-Match` header of a request against a record.
 *
 * @param ifMatch  the header: absent, `*`, or a list of entity tags
 * @throws AppError precondition-failed `record.changed` when the header names another version
 */
export function requireVersion(record: { version: number }, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes(toETag(record))) return;
  throw new AppError('precondition-failed', 'record.changed', {
    detail: 'The record changed since you read it. Read it again, then repeat your change.',
  });
}
