/**
 * Runs in the worker thread of an execution environment and does what Lambda's Node.js runtime does around a handler.
 * It is plain JavaScript, because type stripping would cost each environment 10 ms and 10 MB.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
// oxlint-disable unicorn/require-post-message-target-origin -- a thread has a port, not an origin
import { formatWithOptions } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { setClockOffset } from '../../contract/clock-offset.mjs';
import { bufferOutput } from './buffered-output.mjs';
import { openInspector } from './debugging.mjs';
import { sendEndpointRequests } from './endpoint-requests.mjs';
import { reportOutboundRequests } from './outbound-requests.mjs';
import { resolveFromLayers } from './layer-resolution.mjs';
import { nameTypeScriptLines } from './stack-traces.mjs';

const { bundlePath, exportName, functionName, functionArn, memorySizeMegabytes, layerFolders } = workerData;
// The exit statuses of Lambda's runtime.
const [EXIT_REJECTION, EXIT_EXCEPTION] = [128, 129];
const output = bufferOutput(workerData.sharedOutput, (text) =>
  parentPort.postMessage({ type: 'output', text }),
);
let current;

if (workerData.clockOffsetMillis !== 0) setClockOffset(workerData.clockOffsetMillis);
if (workerData.inspectorPort !== undefined) openInspector(workerData.inspectorPort);
takeOverOutput();
resolveFromLayers({ bundlePath, layerFolders });
nameTypeScriptLines(workerData.workspaceFolder);
reportOutboundRequests(process.env.AWS_ENDPOINT_URL, (request) =>
  parentPort.postMessage({ type: 'outbound-request', requestId: current?.requestId, ...request }),
);
const receiveAnswer = workerData.callsParent
  ? sendEndpointRequests({
      endpoint: process.env.AWS_ENDPOINT_URL,
      post(message) {
        parentPort.ref();
        parentPort.postMessage(message);
      },
    })
  : undefined;
parentPort.on('message', receive);
// A module that waits for nothing that can happen ends the thread.
parentPort.unref();
process.on('uncaughtException', (error) => crash('Uncaught Exception', error, EXIT_EXCEPTION));
process.on('unhandledRejection', (reason) => {
  const error = typedError('Runtime.UnhandledPromiseRejection', String(reason), reason?.stack);
  crash('Unhandled Promise Rejection', error, EXIT_REJECTION);
});

const handler = await loadHandler().catch((error) => {
  logError('Uncaught Exception', describe(error));
  output.flush();
  parentPort.postMessage({ type: 'init-error', error: describe(error), heapBytes: heapBytes() });
});
if (handler) {
  parentPort.ref();
  parentPort.postMessage({ type: 'ready' });
}

function receive(message) {
  if (message.type === 'answer') receiveAnswer(message);
  else if (message.type === 'clock') setClockOffset(message.offsetMillis);
  else void run(message);
}

async function run(invocation) {
  current = invocation;
  process.env['_X_AMZN_TRACE_ID'] = invocation.traceId;
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    answer({ type: 'result', payload: JSON.stringify(result === undefined ? null : result) });
  } catch (error) {
    logError('Invoke Error', describe(error));
    answer({ type: 'error', error: describe(error) });
  }
}

/** Logs an error on one line, as Lambda's runtime does. With JSON logs, the line does not contain the title. */
function logError(title, { errorType, errorMessage, trace }) {
  if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON')
    console.error({ errorType, errorMessage, stackTrace: trace });
  else console.error(`${title} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
}

function answer(message) {
  parentPort.postMessage({
    ...message,
    output: output.take(),
    requestId: current.requestId,
    heapBytes: heapBytes(),
  });
}

/** Reports an unhandled rejection or exception. Lambda then discards the environment. */
function crash(title, error, exitStatus) {
  logError(title, describe(error));
  output.flush();
  parentPort.postMessage({
    type: 'crash',
    requestId: current?.requestId,
    error: describe(error),
    exitStatus,
  });
  process.exit(exitStatus);
}

async function loadHandler() {
  const loaded = await import(pathToFileURL(bundlePath).href).catch((error) => {
    throw loadingError(error);
  });
  const found = exportName.split('.').reduce((value, name) => value?.[name], loaded);
  if (typeof found !== 'function') {
    const reason = found === undefined ? 'is undefined or not exported' : 'is not a function';
    throw typedError('Runtime.HandlerNotFound', `${process.env['_HANDLER']} ${reason}`);
  }
  if (found.length > 2 && process.env.AWS_EXECUTION_ENV >= 'AWS_Lambda_nodejs24') {
    throw typedError(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. Make the handler async.',
    );
  }
  return found;
}

function loadingError(error) {
  if (error instanceof SyntaxError) {
    return typedError('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`, error.stack);
  }
  if (error?.code === 'ERR_MODULE_NOT_FOUND' || error?.code === 'MODULE_NOT_FOUND') {
    return typedError('Runtime.ImportModuleError', `Error: ${error.message}`, error.stack);
  }
  return error;
}

function contextOf({ requestId, deadline, clientContext }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memorySizeMegabytes),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    ...(clientContext ? { clientContext: JSON.parse(clientContext) } : {}),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/**
 * Sends output to the parent, in order with the response and not lost at `process.exit`.
 * The console writes lines as on Lambda, with time, request id and level.
 */
function takeOverOutput() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk, encoding, callback) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      output.add(text);
      const written = typeof encoding === 'function' ? encoding : callback;
      written?.();
      return true;
    };
  }
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => process.stdout.write(`${logLine(level, values)}\n`);
  }
}

function logLine(level, values) {
  const timestamp = new Date().toISOString();
  const requestId = current?.requestId;
  if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON') {
    const only = values.length === 1 && typeof values[0] === 'object' && !(values[0] instanceof Error);
    const message = only ? values[0] : formatWithOptions({ colors: false }, ...values);
    return JSON.stringify({ timestamp, level, requestId, message });
  }
  return `${timestamp}\t${requestId ?? 'undefined'}\t${level}\t${formatWithOptions({ colors: false }, ...values)}`;
}

function describe(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: String(error.stack ?? '').split('\n'),
  };
}

function typedError(name, message, stack) {
  const error = new Error(message);
  error.name = name;
  if (stack) error.stack = stack;
  return error;
}

function heapBytes() {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}
