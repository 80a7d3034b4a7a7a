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

/** The values of POWERTOOLS_LOG_LEVEL that are distinguished, from all lines to none. */
const levels = ['INFO', 'WARN', 'ERROR', 'SILENT'];

type Level = 'INFO' | 'WARN' | 'ERROR';

/**
 * Writes a log line in one pass: fixed keys first, then the fields of the event, then the error. Secrets and personal data
 * are redacted.
 *
 * The environment variables are those of Powertools, whose metrics are used. Its logger would add 20 KB to each bundle and
 * 1 ms to each cold start, and merges, clones and filters objects of attributes for each line.
 *
 * `version` identifies the code; the build sets CODE_VERSION. Without it (tests) it is the function version, `$LATEST` for an
 * unpublished function.
 */
export class LineLogger {
  readonly #source: string;
  readonly #output: LineOutput;
  readonly #threshold: number;
  #requestId: string | undefined;
  #traceId: string | undefined;
  /** The keys that all lines of an invocation share. */
  #invocation = '';

  /** @param environment  an unknown POWERTOOLS_LOG_LEVEL is INFO */
  constructor(environment: Environment = process.env, output: LineOutput = processOutput) {
    const { POWERTOOLS_SERVICE_NAME: service, STAGE: stage, POWERTOOLS_LOG_LEVEL: level } = environment;
    const version = process.env['CODE_VERSION'] || environment['AWS_LAMBDA_FUNCTION_VERSION'];
    this.#source =
      fieldText('service', service) +
      fieldText('function', functionKey(environment)) +
      fieldText('stage', stage) +
      fieldText('version', version);
    this.#output = output;
    this.#threshold = levels.indexOf(level?.toUpperCase() ?? '');
  }

  /** Starts an invocation: its lines have the ids of its request and its trace. */
  addContext({ awsRequestId }: Pick<Context, 'awsRequestId'>): void {
    this.#requestId = awsRequestId;
    this.#traceId = parseTraceId(process.env['_X_AMZN_TRACE_ID']);
    this.setCorrelationId(undefined);
  }

  /** Sets the correlation id of the following lines. */
  setCorrelationId(correlationId: string | undefined): void {
    this.#invocation =
      fieldText('requestId', this.#requestId) +
      fieldText('correlationId', correlationId) +
      fieldText('traceId', this.#traceId);
  }

  /** Writes a line to stdout. @param fields  `error` is written last, with its causes */
  info(event: string, fields: object = {}): void {
    this.#write('INFO', event, fields);
  }

  /** Writes a line to stderr. */
  warn(event: string, fields: object = {}): void {
    this.#write('WARN', event, fields);
  }

  /** Writes a line to stderr. */
  error(event: string, fields: object = {}): void {
    this.#write('ERROR', event, fields);
  }

  #write(level: Level, event: string, fields: object): void {
    if (levels.indexOf(level) < this.#threshold) return;
    const values = fields as Readonly<Record<string, unknown>>;
    let text = '';
    for (const name in values) if (name !== 'error') text += fieldText(name, values[name]);
    const { error } = values;
    const line =
      `{"timestamp":"${new Date().toISOString()}","level":"${level}"` +
      fieldText('event', event) +
      this.#source +
      this.#invocation +
      text +
      fieldText('error', error instanceof Error ? new SerializedError(error) : error);
    if (level === 'INFO') this.#output.stdout(`${line}}\n`);
    else this.#output.stderr(`${line}}\n`);
  }
}

/** Returns the function name as in serverless.yml (`place-order` for `tradewind-orders-prod-place-order`), or the task name. */
function functionKey(environment: Environment): string | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, POWERTOOLS_SERVICE_NAME: service, STAGE: stage } = environment;
  return name?.replace(`tradewind-${service}-${stage}-`, '') ?? environment['TASK_NAME'];
}
