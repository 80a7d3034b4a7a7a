import { RESPONSE_PAYLOAD_BYTES } from './invocation-limits.ts';
import type { EnvironmentFailure } from './runtime-messages.ts';

/** What Lambda measures of an invocation. */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMillis: number;
  /** Undefined unless the invocation started the environment. */
  readonly initMillis: number | undefined;
  readonly memorySizeMegabytes: number;
  readonly heapBytes: number;
  readonly failure: EnvironmentFailure | undefined;
}

/** The lines that Lambda itself writes to the log of a function, in the log format of the function. */
export interface PlatformLines {
  initStart(): string;
  /** The environment did not start. */
  initReport(durationMillis: number, failure: EnvironmentFailure): string;
  start(requestId: string): string;
  timedOut(requestId: string, timeoutSeconds: number): readonly string[];
  exited(requestId: string, failure: EnvironmentFailure): readonly string[];
  /** The runtime writes it as text, also with JSON logs. */
  responseTooLarge(): string;
  /** The end and the report of an invocation. */
  report(report: InvocationReport): readonly string[];
}

const RUNTIME_VERSION = `nodejs:${process.versions.node}`;
const RUNTIME_VERSION_ARN = 'arn:aws:lambda:us-east-1::runtime:local';

const responseTooLarge = (): string =>
  'LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. ' +
  JSON.stringify({
    errorMessage: `Exceeded maximum allowed payload size (${RESPONSE_PAYLOAD_BYTES} bytes).`,
    errorType: 'RequestEntityTooLarge',
  });

const toMillis = (millis: number): string => `${millis.toFixed(2)} ms`;
const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
const toBilledMillis = ({ durationMillis, initMillis = 0 }: InvocationReport): number =>
  Math.ceil(durationMillis + initMillis);

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html and, for failures, logs of functions. */
export const textLines = (now: () => Date = () => new Date()): PlatformLines => ({
  initStart: () =>
    `INIT_START Runtime Version: ${RUNTIME_VERSION}\tRuntime Version ARN: ${RUNTIME_VERSION_ARN}`,
  initReport: (durationMillis, failure) =>
    [`INIT_REPORT Init Duration: ${toMillis(durationMillis)}`, 'Phase: init', ...failureParts(failure)].join(
      '\t',
    ),
  start: (requestId) => `START RequestId: ${requestId} Version: $LATEST`,
  timedOut: (requestId, timeoutSeconds) => [
    `${now().toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    '',
  ],
  exited: (requestId, { exit }) => [`RequestId: ${requestId} Error: ${exit}`, 'Runtime.ExitError'],
  responseTooLarge,
  report: (report) => [
    `END RequestId: ${report.requestId}`,
    [
      `REPORT RequestId: ${report.requestId}`,
      `Duration: ${toMillis(report.durationMillis)}`,
      `Billed Duration: ${toBilledMillis(report)} ms`,
      `Memory Size: ${report.memorySizeMegabytes} MB`,
      `Max Memory Used: ${toMegabytes(report.heapBytes)} MB`,
      ...(report.initMillis === undefined ? [] : [`Init Duration: ${toMillis(report.initMillis)}`]),
      ...(report.failure === undefined ? [] : failureParts(report.failure)),
    ].join('\t'),
  ],
});

const failureParts = ({ status, errorType }: EnvironmentFailure): string[] => [
  `Status: ${status}`,
  ...(status === 'error' ? [`Error Type: ${errorType}`] : []),
];

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
export const jsonLines = (functionName: string, now: () => Date = () => new Date()): PlatformLines => {
  const line = (type: string, record: object): string =>
    JSON.stringify({ time: now().toISOString(), type: `platform.${type}`, record });
  const toRecord = ({ status, errorType }: EnvironmentFailure) =>
    status === 'timeout' ? { status } : { status, errorType };
  return {
    initStart: () =>
      line('initStart', {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion: RUNTIME_VERSION,
        runtimeVersionArn: RUNTIME_VERSION_ARN,
        functionName,
        functionVersion: '$LATEST',
      }),
    initReport: (durationMillis, failure) =>
      line('initReport', {
        initializationType: 'on-demand',
        phase: 'init',
        ...toRecord(failure),
        metrics: { durationMs: rounded(durationMillis) },
      }),
    start: (requestId) => line('start', { requestId, version: '$LATEST' }),
    timedOut: (requestId) => [line('runtimeDone', { requestId, status: 'timeout' })],
    exited: (requestId, failure) => [line('runtimeDone', { requestId, ...toRecord(failure) })],
    responseTooLarge,
    report: (report) => [
      line('report', {
        requestId: report.requestId,
        ...(report.failure === undefined ? { status: 'success' } : toRecord(report.failure)),
        metrics: {
          durationMs: rounded(report.durationMillis),
          billedDurationMs: toBilledMillis(report),
          memorySizeMB: report.memorySizeMegabytes,
          maxMemoryUsedMB: toMegabytes(report.heapBytes),
          ...(report.initMillis === undefined ? {} : { initDurationMs: rounded(report.initMillis) }),
        },
      }),
    ],
  };
};

const rounded = (millis: number): number => Math.round(millis * 1000) / 1000;
