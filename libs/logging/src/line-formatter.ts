import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { SerializedError } from './serialized-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The line of an event: what every line has under fixed keys, then the event's own fields, then the error. `version` is
 * the build's mark of the code; without one (tests) it is Lambda's, which is `$LATEST` for whoever is called unpublished.
 */
export class LineFormatter extends LogFormatter {
  readonly #place: Readonly<Record<'service' | 'function' | 'stage' | 'version', string | undefined>>;

  constructor(environment: Environment = process.env) {
    super();
    const { POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
    const version = process.env['CODE_VERSION'] || environment['AWS_LAMBDA_FUNCTION_VERSION'];
    this.#place = { service, function: functionKey(environment), stage, version };
  }

  /** Called by Powertools for an error in any field. */
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
        ...this.#place,
        requestId: line.lambdaContext?.awsRequestId,
        correlationId,
        traceId: line.xRayTraceId,
        ...fields,
        ...(error instanceof Error && { error: new SerializedError(error) }),
      } as LogAttributes,
    });
  }
}

/** As serverless.yml names it: `place-order` of `tradewind-orders-prod-place-order`; of a task its own name. */
function functionKey(environment: Environment): string | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
  return name?.replace(`tradewind-${service}-${stage}-`, '') ?? environment['TASK_NAME'];
}
