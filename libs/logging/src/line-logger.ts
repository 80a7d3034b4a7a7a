import { Logger } from '@aws-lambda-powertools/logger';
import type { LogItemExtraInput, LogItemMessage } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';
import { fieldText } from './field-text.ts';
import { SerializedError } from './serialized-error.ts';
import { parseTraceId } from './trace-id.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Writes lines to the streams of the process, which Lambda and ECS copy to CloudWatch Logs. */
export interface LineOutput {
  readonly stdout: (line: string) => unknown;
  readonly stderr: (line: string) => unknown;
}

const processOutput: LineOutput = {
  stdout: (line) => process.stdout.write(line),
  stderr: (line) => process.stderr.write(line),
};

// https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/#log-levels
const WARN = 16;
const LEVEL_NAMES: Readonly<Record<number, string>> = {
  6: 'TRACE',
  8: 'DEBUG',
  12: 'INFO',
  [WARN]: 'WARN',
  20: 'ERROR',
  24: 'CRITICAL',
};

/**
 * A Powertools logger that writes a line in one pass: fixed keys first, then the fields of the event, then the error.
 * Secrets and personal data are redacted. Powertools configures the level; its own way to a line merges, clones and filters
 * objects of attributes, which costs more than everything else that a short request does.
 *
 * `version` identifies the code; the build sets CODE_VERSION. Without it (tests) it is the function version, `$LATEST` for an
 * unpublished function.
 */
export class LineLogger extends Logger {
  readonly #source: string;
  readonly #output: LineOutput;
  readonly #threshold: number;
  #requestId: string | undefined;
  #traceId: string | undefined;
  /** The keys that all lines of an invocation share. */
  #invocation = '';

  constructor(environment: Environment = process.env, output: LineOutput = processOutput) {
    super();
    const { POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
    const version = process.env['CODE_VERSION'] || environment['AWS_LAMBDA_FUNCTION_VERSION'];
    this.#source =
      fieldText('service', service) +
      fieldText('function', functionKey(environment)) +
      fieldText('stage', stage) +
      fieldText('version', version);
    this.#output = output;
    this.#threshold = this.level;
  }

  /** Starts an invocation: its lines have the ids of its request and its trace. */
  override addContext({ awsRequestId }: Pick<Context, 'awsRequestId'>): void {
    this.#requestId = awsRequestId;
    this.#traceId = parseTraceId(process.env['_X_AMZN_TRACE_ID']);
    this.setCorrelationId(undefined);
  }

  /** Sets the correlation id of the following lines. */
  override setCorrelationId(correlationId: string | undefined): void {
    this.#invocation =
      fieldText('requestId', this.#requestId) +
      fieldText('correlationId', correlationId) +
      fieldText('traceId', this.#traceId);
  }

  /** Called by Powertools for each line of any level. */
  protected override processLogItem(level: number, input: LogItemMessage, extra: LogItemExtraInput): void {
    // Powertools warns about its own settings while it constructs a logger.
    if (!(#source in this)) return super.processLogItem(level, input, extra);
    if (level < this.#threshold) return;
    const event = typeof input === 'string' ? input : input.message;
    const values = typeof input === 'string' ? extra : [input, ...extra];
    let fields = '';
    let error: unknown;
    for (const value of values) {
      const named = toFields(value);
      for (const name in named)
        if (name === 'error') error = named[name];
        else if (name !== 'message') fields += fieldText(name, named[name]);
    }
    const line =
      `{"timestamp":"${new Date().toISOString()}","level":"${LEVEL_NAMES[level]}"` +
      fieldText('event', event) +
      this.#source +
      this.#invocation +
      fields +
      fieldText('error', error instanceof Error ? new SerializedError(error) : error);
    if (level >= WARN) this.#output.stderr(`${line}}\n`);
    else this.#output.stdout(`${line}}\n`);
  }
}

/** What Powertools accepts after the message: an error, a text, or an object of fields. */
function toFields(value: unknown): Readonly<Record<string, unknown>> {
  if (value instanceof Error) return { error: value };
  return typeof value === 'string' ? { extra: value } : ((value ?? {}) as Record<string, unknown>);
}

/** Returns the function name as in serverless.yml (`place-order` for `tradewind-orders-prod-place-order`), or the task name. */
function functionKey(environment: Environment): string | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
  return name?.replace(`tradewind-${service}-${stage}-`, '') ?? environment['TASK_NAME'];
}
