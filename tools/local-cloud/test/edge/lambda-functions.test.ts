import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile, mkdir, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { waitUntil } from '#libs/testing';
import { createLambdaService, type LambdaService } from '../../src/services/lambda/lambda-service.ts';
import type { FunctionLogLine } from '../../src/services/lambda/function-log.ts';
import { deploy, functionsFolder } from './deploy.ts';

let stateFolder: string;
let lambda: LambdaService;
const lines: FunctionLogLine[] = [];

const newLambda = (folder: string) =>
  createLambdaService({
    access: { register: ({ kind }) => ({ accessKeyId: `key-of-${kind}`, secretAccessKey: 'secret' }) },
    endpointUrl: () => 'http://127.0.0.1:1',
    stateFolder: folder,
    log: (line) => lines.push(line),
    retryDelaysMillis: [5, 10],
  });

const deployFunction = (name: string, properties: Record<string, unknown> = {}, folder = functionsFolder) =>
  deploy(
    [lambda],
    name,
    'AWS::Lambda::Function',
    {
      FunctionName: name,
      Handler: `bundles/${name}.handler`,
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::000000000000:role/edge',
      MemorySize: 128,
      ...properties,
    },
    folder,
  );

async function errorOf(
  name: string,
  event: unknown = {},
): Promise<{ errorType: string; errorMessage: string }> {
  const { payload, functionError } = await lambda.invoke(name, event);
  expect(functionError).toBe('Unhandled');
  return JSON.parse(payload);
}

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'lambda-'));
  lambda = newLambda(stateFolder);
  await deployFunction('echo', { Environment: { Variables: { TABLE: 'products', LIMIT: 5 } }, Timeout: 60 });
  await deployFunction('misbehave', { Timeout: 2, MemorySize: 32 });
  const brokenFolder = join(stateFolder, 'broken');
  await mkdir(join(brokenFolder, 'bundles'), { recursive: true });
  await writeFile(join(brokenFolder, 'bundles', 'broken.mjs'), "export const handler = async () => 'never;");
  await deployFunction('broken', {}, brokenFolder);
  await lambda.start?.();
});

afterAll(async () => {
  await lambda.stop?.();
  await rm(stateFolder, { recursive: true, force: true });
});

describe('a function', () => {
  it('keeps its module state between invocations, which are counted', async () => {
    const before = lambda.invocations('echo');
    const first = JSON.parse((await lambda.invoke('echo', { a: 1 })).payload);
    const second = JSON.parse(
      (await lambda.invoke(`${'arn:aws:lambda:us-east-1:000000000000:function:echo'}:$LATEST`, {})).payload,
    );
    expect(first.event).toEqual({ a: 1 });
    expect(second.calls).toBe(first.calls + 1);
    expect(lambda.invocations('echo')).toBe(before + 2);
  });

  it('gets the environment variables of Lambda and its template, and only PATH of the host', async () => {
    const { environment, remainingMillis } = JSON.parse(
      (await lambda.invoke('echo', {}, { causes: ['Root=1-5f0-abc'] })).payload,
    );
    expect(environment).toMatchObject({
      TABLE: 'products',
      LIMIT: '5',
      AWS_ACCESS_KEY_ID: 'key-of-role',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_LAMBDA_FUNCTION_NAME: 'echo',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      _X_AMZN_TRACE_ID: 'Root=1-5f0-abc',
    });
    expect(environment).not.toHaveProperty('HOME');
    expect(environment).not.toHaveProperty('NODE_OPTIONS');
    expect(remainingMillis).toBeGreaterThan(30_000);
    expect(remainingMillis).toBeLessThanOrEqual(60_000);
  });

  it('returns the error format of Lambda if it fails', async () => {
    expect(await errorOf('misbehave', { way: 'throw' })).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'this went wrong',
    });
    expect(await errorOf('misbehave', { way: 'exit' })).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: exit status 3$/),
    });
    expect(await errorOf('misbehave', { way: 'forever' })).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 2\.00 seconds$/),
    });
    expect(await errorOf('misbehave', { way: 'reject' })).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
    });
    expect(await errorOf('misbehave', { way: 'large' })).toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
    });
  });

  it('returns an error if its bundle cannot be loaded', async () => {
    await deployFunction('nothing');
    await deployFunction('imports');
    await deployFunction('unnamed', { Handler: 'bundles/echo.nothing' });
    await deployFunction('callback', { Handler: 'bundles/misbehave.withCallback' });
    expect(await errorOf('broken')).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
    expect(await errorOf('nothing')).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
    expect(await errorOf('imports')).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining("'greeting'"),
    });
    expect(await errorOf('unnamed')).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
    expect(await errorOf('callback')).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });

  it('throttles invocations beyond its reserved concurrency and recovers', async () => {
    await deployFunction('reserved', {
      Handler: 'bundles/misbehave.handler',
      ReservedConcurrentExecutions: 1,
      Timeout: 3,
    });
    const first = lambda.invoke('reserved', { way: 'slow' });
    await expect(lambda.invoke('reserved', { way: 'slow' })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    expect((await first).payload).toBe('"slow"');
    expect((await lambda.invoke('reserved', { way: 'slow' })).payload).toBe('"slow"');
  });

  it('runs concurrent requests in separate environments', async () => {
    await deployFunction('parallel', { Handler: 'bundles/misbehave.handler', Timeout: 60 });
    await lambda.invoke('parallel', { way: 'slow' });
    const folder = await mkdtemp(join(tmpdir(), 'parallel-'));
    const meeting = { way: 'meet', folder, howMany: 3 };
    const answers = await Promise.all([1, 2, 3].map(() => lambda.invoke('parallel', meeting)));
    await rm(folder, { recursive: true });
    expect(answers.map(({ payload }) => payload)).toEqual(['"met"', '"met"', '"met"']);
    const log = join(stateFolder, 'logs', 'parallel.log');
    await waitUntil(async () => (await readFile(log, 'utf8')).match(/Init Duration/g)?.length === 3);
  });

  it('is unknown if no template declares it', async () => {
    await expect(lambda.invoke('elsewhere', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('writes a log with the START, END and REPORT lines of Lambda', async () => {
    await lambda.invoke('echo', {});
    const read = () => readFile(join(stateFolder, 'logs', 'echo.log'), 'utf8').catch(() => '');
    await waitUntil(async () => (await read()).includes('Init Duration'));
    const log = await read();
    expect(log).toMatch(/START RequestId: \S+ Version: \$LATEST\n\S+\t\S+\tINFO\tcalled 1\nEND RequestId/);
    expect(log).toMatch(
      /REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB/,
    );
    expect(lines.filter(({ functionName }) => functionName === 'echo')[0]?.line).toContain('called 1');
  });
});

describe('an edited bundle', () => {
  it('handles the next request, while the request in progress finishes with the old one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    await mkdir(join(folder, 'bundles'));
    const bundle = join(folder, 'bundles', 'edited.mjs');
    const [begun, released] = [join(folder, 'begun'), join(folder, 'released')];
    // A held invocation returns when the file `released` exists.
    const code = (version: number) => `
      import { existsSync, writeFileSync } from 'node:fs';
      export const handler = async ({ isHeld }) => {
        if (isHeld) writeFileSync(${JSON.stringify(begun)}, '');
        while (isHeld && !existsSync(${JSON.stringify(released)})) await new Promise((r) => setTimeout(r, 10));
        return ${version};
      };`;
    await writeFile(bundle, code(1));
    await deployFunction('edited', { Timeout: 300 }, folder);
    expect((await lambda.invoke('edited', {})).payload).toBe('1');
    const held = lambda.invoke('edited', { isHeld: true });
    await waitUntil(() => existsSync(begun));
    await writeFile(bundle, code(22));
    expect((await lambda.invoke('edited', {})).payload).toBe('22');
    await writeFile(released, '');
    expect((await held).payload).toBe('1');
    await rm(folder, { recursive: true });
  });
});

describe('an asynchronous invocation', () => {
  it('is tried three times and then sent to the on-failure destination', async () => {
    await deploy([lambda], 'FailedEvents', 'AWS::Lambda::EventInvokeConfig', {
      FunctionName: 'misbehave',
      Qualifier: '$LATEST',
      DestinationConfig: {
        OnFailure: { Destination: 'arn:aws:lambda:us-east-1:000000000000:function:echo' },
      },
    });
    const [failing, receiving] = [lambda.invocations('misbehave'), lambda.invocations('echo')];
    await lambda.invokeAsync('misbehave', { way: 'throw' });
    expect(await lambda.isIdle?.()).toBe(false);
    await waitUntil(() => lambda.isIdle?.());
    expect(lambda.invocations('misbehave')).toBe(failing + 3);
    expect(lambda.invocations('echo')).toBe(receiving + 1);
  });

  it('continues in the next run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lambda-restart-'));
    const [kept, before] = [lambda, newLambda(folder)];
    lambda = before;
    await deployFunction('echo');
    void before.invokeAsync('echo', { left: 'over' });
    await before.stop?.();
    const after = (lambda = newLambda(folder));
    await deployFunction('echo');
    await after.start?.();
    await waitUntil(() => after.isIdle?.());
    expect(after.invocations('echo')).toBe(1);
    await after.stop?.();
    lambda = kept;
    await rm(folder, { recursive: true });
  });
});

describe('a layer', () => {
  it('provides packages from the archive that is deployed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    await cp(functionsFolder, folder, { recursive: true });
    await mkdir(join(folder, '.serverless'));
    const archive = zipSync({
      'nodejs/node_modules/greeting/package.json': strToU8(
        '{"name":"greeting","type":"module","exports":"./index.js"}',
      ),
      'nodejs/node_modules/greeting/index.js': strToU8('export const greet = () => "hello from the layer";'),
    });
    await writeFile(join(folder, '.serverless', 'greeting.zip'), archive);
    const { ref } = await deploy(
      [lambda],
      'GreetingLambdaLayer',
      'AWS::Lambda::LayerVersion',
      { LayerName: 'greeting', Content: { S3Bucket: 'b', S3Key: 'x/y/greeting.zip' } },
      folder,
    );
    await deployFunction('imports', { Layers: [ref] }, folder);
    expect((await lambda.invoke('imports', {})).payload).toBe('"hello from the layer"');
    await rm(folder, { recursive: true });
  });
});
