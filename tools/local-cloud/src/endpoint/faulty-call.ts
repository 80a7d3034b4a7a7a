import type { Alternatives } from '../contract/access-control.ts';
import type { AwsRequest } from '../contract/aws-request.ts';
import type { FaultyCall } from '../contract/faults.ts';
import { calledResources, toAction } from './recorded-call.ts';

/** Describes an authorized call for the faults that may act on it. */
export function toFaultyCall(
  request: AwsRequest,
  required: readonly Alternatives[],
  { disconnected, perform }: Pick<FaultyCall, 'disconnected' | 'perform'>,
): FaultyCall {
  const { principal, signingName, operation, input, trace, headers } = request;
  const items = input?.['TransactItems'];
  return {
    point: {
      target: 'call',
      name: toAction(request, required),
      resources: calledResources(required),
      principal: principal.kind === 'role' ? principal.name : principal.kind,
      trace,
    },
    signingName,
    operation,
    transactionItems: Array.isArray(items) ? items.length : 0,
    callerTrace: headers['x-amzn-trace-id']?.toString(),
    disconnected,
    perform,
  };
}
