import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { SerializedError } from './serialized-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Formats a log line: fixed keys first, then the fields of the event, then the error. `version` identifies the code; the
 * build sets CODE_VERSION. Without it (tests) it is the function version, `$LATEST` for an unpublished function.
 */
export class LineFormatter extends LogFormatter {
  readonly #source: Readonly<Record<'service' | 'function' | 'stage' | 'version', string | undefined>>;

  constructor(environment: Environment = process.env) {
    super();
    const { POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
    const version = process.env['CODE_VERSION'] || environment['AWS_LAMBDA_FUNCTION_VERSION'];
    this.#source = { service, function: functionKey(environment), stage, version };
  }

  /** Called by Powertools for each field that is an error. */
  override formatError(error: Error): LogAttributes {
    return new SerializedError(error) as object as LogAttributes;
  }

  /** Called by Powertools for each line. */
  override formatAttributes(line: UnformattedAttributes, attributes: LogAttributes): LogItem {
    const { error, correlationId, ...fields } = attributes;
    return new LogItem({
      attributes: {
        timestamp: line.timestamp.toISOString(),
        level: line.logLevel,
        event: line.message,
        ...this.#source,
        requestId: line.lambdaContext?.awsRequestId,
        correlationId,
        traceId: line.xRayTraceId,
        ...fields,
        ...(error instanceof Error && { error: new SerializedError(error) }),
      } as LogAttributes,
    });
  }
}

/** Returns the function name as in serverless.yml (`place-order` for `tradewind-orders-prod-place-order`), or the task name. */
function functionKey(environment: Environment): string | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
  return name?.replace(`tradewind-${service}-${stage}-`, '') ?? environment['TASK_NAME'];
}
