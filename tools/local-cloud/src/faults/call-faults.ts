import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsResponse } from '../contract/aws-request.ts';
import { accessDeniedFailure, errorResponse, type Failure } from '../contract/error-response.ts';
import { ConnectionLost, type Fault, type FaultyCall } from '../contract/faults.ts';
import { transactionConflict } from '../contract/transaction-conflict.ts';

/** What a fault can do to the local cloud itself. */
export interface Effects {
  /** Ends the thread of the invocation that made a call. */
  killEnvironment(functionName: string, trace: string | undefined): void;
  /** Ends the database process. It is started again. */
  killDatabase(): void;
  /** Moves the clock of the local cloud and its functions. */
  jumpClock(millis: number): void;
}

/** A client that waits longer than this has no timeout. */
const LONGEST_TIMEOUT_MILLIS = 30_000;

/**
 * Performs a call to the AWS endpoint with a fault.
 * @throws ConnectionLost if the caller gets no answer
 */
export async function performWithFault(
  fault: Fault,
  call: FaultyCall,
  effects: Effects,
): Promise<AwsResponse> {
  const { point, perform, signingName, callerTrace } = call;
  switch (fault.action) {
    case 'refused':
      return errorResponse(signingName, refusal(fault, call));
    case 'throttled':
      return errorResponse(signingName, throttling[signingName] ?? defaultThrottling);
    case 'server-error':
      return errorResponse(signingName, serverErrors[signingName] ?? defaultServerError);
    case 'conflict':
      return transactionConflict(call.operation, Array(call.transactionItems).fill(true));
    case 'slow':
      await sleep(fault.delayMillis);
      return perform();
    case 'answer-lost':
      await perform();
      throw new ConnectionLost('The answer was lost.');
    case 'late-write':
      await Promise.race([call.disconnected, sleep(LONGEST_TIMEOUT_MILLIS)]);
      await sleep(fault.delayMillis);
      await perform();
      throw new ConnectionLost('The call took effect after the client timed out.');
    case 'killed-before':
      effects.killEnvironment(point.principal ?? '', callerTrace);
      throw new ConnectionLost('The caller was killed before the call.');
    case 'killed-after':
      await perform();
      effects.killEnvironment(point.principal ?? '', callerTrace);
      throw new ConnectionLost('The caller was killed after the call.');
    case 'database-killed':
      effects.killDatabase();
      return perform();
    case 'clock-jump':
      effects.jumpClock(fault.delayMillis);
      return perform();
    default:
      return perform();
  }
}

function refusal({ reason }: Fault, { signingName, point }: FaultyCall): Failure {
  if (reason === 'validation')
    return {
      name: 'ValidationException',
      message: 'An injected fault: the request is invalid.',
      status: 400,
    };
  const { principal, name } = point;
  return accessDeniedFailure(
    signingName,
    `An injected fault: ${principal} is not authorized to perform: ${name}`,
  );
}

const injected = (name: string, status: number): Failure => ({
  name,
  message: 'An injected fault.',
  status,
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html and the API references.
const defaultThrottling = injected('ThrottlingException', 400);
const throttling: Readonly<Record<string, Failure>> = {
  dynamodb: injected('ProvisionedThroughputExceededException', 400),
  s3: injected('SlowDown', 503),
  sqs: injected('RequestThrottled', 403),
  sns: injected('Throttled', 429),
  lambda: injected('TooManyRequestsException', 429),
  ses: injected('TooManyRequestsException', 429),
};

const defaultServerError = injected('InternalFailure', 500);
const serverErrors: Readonly<Record<string, Failure>> = {
  dynamodb: injected('InternalServerError', 500),
  s3: injected('InternalError', 500),
  sns: injected('InternalError', 500),
  lambda: injected('ServiceException', 500),
  ssm: injected('InternalServerError', 500),
};
