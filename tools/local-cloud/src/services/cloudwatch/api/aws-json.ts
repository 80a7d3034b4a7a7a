import { AwsError } from '../../../contract/aws-error.ts';

/** A time of a request or response: epoch seconds. */
export const toSeconds = (timeMs: number): number => timeMs / 1000;

interface PageRequest {
  readonly token: string | undefined;
  readonly size: number;
}

/** One page of a list. The token of the next page is its offset. @throws AwsError InvalidNextToken */
export function page<Item>(items: readonly Item[], { token, size }: PageRequest) {
  const offset = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(offset) || offset < 0)
    throw new AwsError('InvalidNextToken', 'The token is invalid.');
  const next = offset + size;
  return {
    items: items.slice(offset, next),
    ...(next < items.length && { nextToken: String(next) }),
  };
}
