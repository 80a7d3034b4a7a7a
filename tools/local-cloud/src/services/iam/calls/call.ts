import type { CallInput } from '../../../contract/api-calls/call-input.ts';
import type { Alternatives } from '../../../contract/access-control.ts';
import type { AwsRequest } from '../../../contract/aws-request.ts';

/** A request as access control reads it. */
export interface Call extends Pick<AwsRequest, 'signingName' | 'method' | 'path' | 'headers' | 'body'> {
  readonly operation: string;
  readonly input: CallInput;
}

/** Returns the permissions that a call requires: all items, each by one of its alternatives. */
export type ToPermissions = (call: Call) => readonly Alternatives[];

export const permission = (action: string, resourceArn: string): Alternatives => [{ action, resourceArn }];

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
