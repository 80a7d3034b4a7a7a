import type { Alternatives } from '../../../contract/access-control.ts';
import type { AwsRequest } from '../../../contract/aws-request.ts';

/** A request as access control reads it. */
export interface Call extends Pick<AwsRequest, 'signingName' | 'method' | 'path' | 'headers' | 'body'> {
  readonly operation: string;
  /** The body of a JSON protocol, or the form of the query protocol. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What one call needs: each of the list, where one item may be met in more than one way. */
export type NeedsOfCall = (call: Call) => readonly Alternatives[];

export const need = (action: string, resourceArn: string): Alternatives => [{ action, resourceArn }];

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
