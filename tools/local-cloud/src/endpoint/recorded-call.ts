import type { Alternatives } from '../contract/access-control.ts';
import type { Attributes, SpanError, SpanStatus } from '../contract/activity.ts';
import type { AwsRequest, AwsResponse } from '../contract/aws-request.ts';
import { findCorrelationIds } from '../contract/correlation-ids.ts';
import type { Recorder } from '../contract/recorder.ts';
import { toTraceHeader } from '../contract/trace-header.ts';
import { AccessDenied } from '../services/iam/access-denied.ts';

export interface RecordedCall {
  /** The trace header for everything that the call causes. */
  readonly trace: string;
  /** @param thrown the error that the response describes, if the service or the endpoint threw one */
  end(response: AwsResponse, thrown?: unknown): void;
}

/** Starts the span of a call of a function, task, state machine or schedule. Other calls only pass their trace header on. */
export function startCall(
  recorder: Recorder,
  request: AwsRequest,
  required: readonly Alternatives[],
): RecordedCall {
  const received = request.headers['x-amzn-trace-id']?.toString();
  if (request.principal.kind !== 'role') return { trace: toTraceHeader(received), end() {} };
  const [resource, ...alsoCalled] = calledResources(required);
  const span = recorder.start({
    kind: 'call',
    name: toAction(request, required),
    ...(resource !== undefined && { resource }),
    alsoCalled,
    causes: [received ?? taskOf(request)],
    caller: request.principal.name,
    correlationIds: correlationIdsIn(request),
    attributes: { caller: request.principal.name, ...toAttempt(request) },
  });
  return {
    trace: span.header,
    end(response, thrown) {
      const error = response.status < 400 ? undefined : toError(response, thrown);
      span.end({
        status: error === undefined ? 'ok' : toStatus(error.type, thrown),
        ...(error !== undefined && { error }),
        attributes: {
          httpStatus: response.status,
          ...response.attributes,
          ...(thrown instanceof AccessDenied && { missingAction: thrown.action }),
        },
      });
    },
  };
}

/** The ARNs that the call requires permissions for. */
export const calledResources = (required: readonly Alternatives[]): readonly string[] => [
  ...new Set(required.map(([{ resourceArn }]) => resourceArn).filter((resourceArn) => resourceArn !== '*')),
];

/** The permission that the call requires, or the operation if it requires several or none. */
export function toAction(
  { signingName, operation, input, method }: AwsRequest,
  required: readonly Alternatives[],
): string {
  const [first, ...others] = required;
  if (
    first !== undefined &&
    others.every(([{ action }]) => action === first[0].action) &&
    !isBatch(operation)
  )
    return first[0].action;
  const action = input?.['Action'];
  return `${signingName}:${operation ?? (typeof action === 'string' ? action : method)}`;
}

/** A transaction requires the permissions of its items. */
const isBatch = (operation: string | undefined): boolean => operation?.startsWith('Transact') ?? false;

/** A task names itself in the user agent (AWS_SDK_UA_APP_ID), because the SDK sends trace headers only inside Lambda. */
function taskOf({ headers }: AwsRequest): string | undefined {
  const [, spanId] = /\bapp\/([\da-f]{16})\b/.exec(headers['user-agent'] ?? '') ?? [];
  return spanId === undefined ? undefined : `Parent=${spanId}`;
}

/** The body of an object may be large, and is no message. */
const correlationIdsIn = ({ signingName, body }: AwsRequest): readonly string[] =>
  signingName === 's3' || !body.includes('correlationId') ? [] : findCorrelationIds(body.toString());

/** `attempt=2; max=3`: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
function toAttempt({ headers }: AwsRequest): Attributes {
  const [, attempt, maxAttempts] =
    /attempt=(\d+)(?:; max=(\d+))?/.exec(headers['amz-sdk-request']?.toString() ?? '') ?? [];
  if (attempt === undefined) return {};
  return { attempt: Number(attempt), ...(maxAttempts !== undefined && { maxAttempts: Number(maxAttempts) }) };
}

function toError({ status, headers, body }: AwsResponse, thrown: unknown): SpanError {
  if (thrown instanceof Error) return { type: thrown.name, message: thrown.message };
  const text = body.toString();
  const type =
    headers['x-amzn-errortype'] ?? /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"|<Code>([^<]+)<\/Code>/.exec(text);
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"|<Message>([^<]*)<\/Message>/i.exec(text);
  return {
    type: typeof type === 'string' ? type : (type?.[1] ?? type?.[2] ?? String(status)),
    message: message?.[1] ?? message?.[2] ?? '',
  };
}

// A condition that does not hold is an answer, not a failure: optimistic writes and idempotency rely on it.
const ANSWERS = /^ConditionalCheckFailed/;
const THROTTLING =
  /^(?:Throttling|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|SlowDown)/;

function toStatus(type: string, thrown: unknown): Exclude<SpanStatus, 'running'> {
  if (thrown instanceof AccessDenied) return 'denied';
  if (ANSWERS.test(type)) return 'ok';
  return THROTTLING.test(type) ? 'throttled' : 'error';
}
