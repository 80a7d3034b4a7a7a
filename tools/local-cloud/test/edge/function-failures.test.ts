import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { waitUntil } from '#libs/testing';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import type { FinishedInvocation } from '../../src/contract/measurements.ts';
import { createLambdaService } from '../../src/services/lambda/lambda-service.ts';
import { deploy } from './deploy.ts';

const workspace = temporaryFolder('failures-');
const serviceFolder = join(workspace, 'services/seats');
const stateFolder = temporaryFolder('failures-state-');
const shown: string[] = [];
const finished: FinishedInvocation[] = [];
const lambda = createLambdaService({
  access: { register: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }) },
  endpointUrl: () => 'http://127.0.0.1:1',
  stateFolder,
  log: ({ line }) => shown.push(line),
  onFinished: (invocation) => finished.push(invocation),
});

const sources = {
  'node_modules/seats/index.js': `
    export const call = (then) => then();`,
  'services/seats/src/models/seat.ts': `
    interface Seat { readonly seatId: string }
    export function sell(seat: Seat): never {
      throw new TypeError('no seat ' + seat.seatId);
    }`,
  'services/seats/src/handlers/sell.ts': `
    import { call } from 'seats';
    import { sell } from '../models/seat.ts';
    const ways: Record<string, () => unknown> = {
      throw: () => call(() => sell({ seatId: '1A' })),
      exit: () => process.exit(3),
      hang: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
      crash: () => new Promise(() => setTimeout(() => { throw new Error('later'); })),
      reject: () => new Promise(() => void Promise.reject(new RangeError('unhandled'))),
      spin: () => { console.log('before the loop'); for (;;); },
      large: () => 'x'.repeat(7 * 1024 * 1024),
    };
    export const handler = async ({ way }: { way: string }) => ways[way]!();`,
  'services/seats/src/handlers/broken.ts': `
    const prices: Record<string, { low: number }> = {};
    export const lowest = prices['1A']!.low;
    export const handler = async () => lowest;`,
  'services/seats/src/handlers/leaving.ts': `
    process.exit(4);
    export const handler = async () => 1;`,
};
const handlers = ['sell', 'broken', 'leaving'];

const deployFunction = (name: string, handler: string, properties: object = {}) =>
  deploy(
    [lambda],
    name,
    'AWS::Lambda::Function',
    {
      FunctionName: name,
      Handler: `dist/${handler}.handler`,
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::000000000000:role/seats',
      Timeout: 2,
      MemorySize: 256,
      ...properties,
    },
    serviceFolder,
  );

beforeAll(async () => {
  for (const [file, code] of Object.entries(sources)) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), code);
  }
  await build({
    entryPoints: handlers.map((name) => join(serviceFolder, 'src/handlers', `${name}.ts`)),
    outdir: join(serviceFolder, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
});

afterAll(() => lambda.stop?.());

interface Failure {
  /** The lines on the terminal. */
  readonly shown: readonly string[];
  /** The lines of the log file. */
  readonly log: readonly string[];
  readonly outcome: FinishedInvocation['outcome'] | undefined;
  readonly requestId: string;
}

/** Invokes the function and returns what the invocation left in the log. */
async function failureOf(name: string, event: object = {}): Promise<Failure> {
  const file = join(stateFolder, 'logs', `${name}.log`);
  const before = (await readFile(file, 'utf8').catch(() => '')).length;
  shown.length = 0;
  expect((await lambda.invoke(name, event)).functionError).toBe('Unhandled');
  const last = finished.at(-1)!;
  const log = await waitUntil(async () => {
    const text = (await readFile(file, 'utf8').catch(() => '')).slice(before);
    return /REPORT RequestId.*\n|platform\.report.*\n/.test(text) ? text : undefined;
  });
  return { shown: [...shown], log: log.split('\n'), outcome: last.outcome, requestId: last.requestId };
}

describe('a function that fails', () => {
  it('logs the TypeScript lines of an error that it throws, without frames of packages', async () => {
    await deployFunction('sell', 'sell');
    const { shown: lines, outcome } = await failureOf('sell', { way: 'throw' });
    expect(lines).toHaveLength(1);
    const [, , , text] = lines[0]!.split('\t');
    expect(text).toBe('Invoke Error ');
    const { errorType, stack } = JSON.parse(lines[0]!.split('\t')[4]!) as {
      errorType: string;
      stack: string[];
    };
    expect(errorType).toBe('TypeError');
    expect(stack).toEqual([
      'TypeError: no seat 1A',
      '    at sell (services/seats/src/models/seat.ts:4:13)',
      '    at services/seats/src/handlers/sell.ts:5:31',
      '    at Object.throw (services/seats/src/handlers/sell.ts:5:20)',
      '    at handler (services/seats/src/handlers/sell.ts:13:73)',
    ]);
    expect(outcome).toBe('error');
  });

  it('logs an error that it throws while it is loaded', async () => {
    await deployFunction('broken', 'broken');
    const { shown: lines, log, outcome, requestId } = await failureOf('broken');
    expect(lines).toEqual([expect.stringMatching(/^\S+Z\tundefined\tERROR\tUncaught Exception \t\{/)]);
    expect(lines[0]).toContain('services/seats/src/handlers/broken.ts:3:');
    expect(log).toEqual([
      expect.stringMatching(
        /^INIT_START Runtime Version: nodejs:24\.\S+\tRuntime Version ARN: arn:aws:lambda:/,
      ),
      lines[0],
      expect.stringMatching(
        /^INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: TypeError$/,
      ),
      `START RequestId: ${requestId} Version: $LATEST`,
      `END RequestId: ${requestId}`,
      expect.stringMatching(/^REPORT RequestId: .*\tStatus: error\tError Type: TypeError$/),
      '',
    ]);
    expect(outcome).toBe('error');
  });

  it('logs that it exits while it is loaded', async () => {
    await deployFunction('leaving', 'leaving');
    const { shown: lines, log, requestId } = await failureOf('leaving');
    expect(lines).toEqual([`RequestId: ${requestId} Error: Runtime exited with error: exit status 4`]);
    expect(log).toContainEqual(expect.stringMatching(/^INIT_REPORT .*\tError Type: Runtime\.ExitError$/));
  });

  it('logs that it exits', async () => {
    const { shown: lines, log, outcome, requestId } = await failureOf('sell', { way: 'exit' });
    expect(lines).toEqual([`RequestId: ${requestId} Error: Runtime exited with error: exit status 3`]);
    expect(log.slice(-5)).toEqual([
      lines[0],
      'Runtime.ExitError',
      `END RequestId: ${requestId}`,
      expect.stringMatching(/^REPORT .*\tStatus: error\tError Type: Runtime\.ExitError$/),
      '',
    ]);
    expect(outcome).toBe('error');
  });

  it('logs that it times out', async () => {
    await deployFunction('slow', 'sell', { Timeout: 1 });
    const { shown: lines, log, outcome, requestId } = await failureOf('slow', { way: 'hang' });
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^\\S+Z ${requestId} Task timed out after 1\\.00 seconds$`)),
    ]);
    expect(log.slice(-5)).toEqual([
      lines[0],
      '',
      `END RequestId: ${requestId}`,
      expect.stringMatching(/^REPORT .*\tStatus: timeout$/),
      '',
    ]);
    expect(outcome).toBe('error');
  });

  it('keeps the output before an endless loop', async () => {
    const { shown: lines } = await failureOf('slow', { way: 'spin' });
    expect(lines).toEqual([
      expect.stringMatching(/\tINFO\tbefore the loop$/),
      expect.stringMatching(/Task timed out after 1\.00 seconds$/),
    ]);
  });

  it.each([
    ['crash', 'Uncaught Exception', 'later', 129],
    ['reject', 'Unhandled Promise Rejection', 'RangeError: unhandled', 128],
  ])('logs the error of a %s, then the exit', async (way, title, message, status) => {
    const { shown: lines, requestId } = await failureOf('sell', { way });
    expect(lines).toEqual([
      expect.stringContaining(`\t${requestId}\tERROR\t${title} \t{`),
      `RequestId: ${requestId} Error: Runtime exited with error: exit status ${status}`,
    ]);
    expect(lines[0]).toContain(message);
    expect(lines[0]).toContain('services/seats/src/handlers/sell.ts:');
  });

  it('logs and counts a response that is too large', async () => {
    const { shown: lines, log, outcome } = await failureOf('sell', { way: 'large' });
    expect(lines).toEqual([expect.stringMatching(/^LAMBDA_RUNTIME Failed to post .* code: 413\. \{/)]);
    expect(log.at(-2)).toMatch(/\tStatus: error\tError Type: Function\.ResponseSizeTooLarge$/);
    expect(outcome).toBe('error');
  });

  it('logs JSON if the template says so', async () => {
    await deployFunction('json', 'sell', { LoggingConfig: { LogFormat: 'JSON' }, Timeout: 1 });
    const thrown = await failureOf('json', { way: 'throw' });
    expect(JSON.parse(thrown.shown[0]!)).toMatchObject({
      level: 'ERROR',
      requestId: thrown.requestId,
      message: { errorType: 'TypeError', errorMessage: 'no seat 1A', stackTrace: expect.any(Array) },
    });
    const { shown: lines, log, requestId } = await failureOf('json', { way: 'hang' });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: expect.any(String),
        type: 'platform.runtimeDone',
        record: { requestId, status: 'timeout' },
      },
    ]);
    expect(JSON.parse(log.at(-2)!)).toMatchObject({
      type: 'platform.report',
      record: { requestId, status: 'timeout', metrics: { memorySizeMB: 256 } },
    });
  });
});
