import { AwsError } from '../../contract/aws-error.ts';

interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
const PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

/**
 * Reads one page of a list.
 *
 * @param maxResults the page size, at most 1,000; 0 or undefined means 100
 * @throws AwsError InvalidToken
 */
export function paginate<T>(
  { maxResults = 0, nextToken }: PageRequest,
  read: (offset: number, limit: number) => T[],
) {
  const limit = Math.min(maxResults || PAGE_SIZE, MAX_PAGE_SIZE);
  const offset = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, 'base64url').toString());
  if (!Number.isInteger(offset))
    throw new AwsError('InvalidToken', 'Invalid Token: use the nextToken of the previous page');
  const found = read(offset, limit + 1);
  const items = found.slice(0, limit);
  return found.length > limit
    ? { items, nextToken: Buffer.from(String(offset + limit)).toString('base64url') }
    : { items };
}
