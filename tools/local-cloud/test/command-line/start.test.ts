import { afterEach, describe, expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { waitUntil } from '#libs/testing';
import { fixtureWorkspace, functionRole } from '../fixture-workspace.ts';
import { type Command, childrenOf, isRunning, run } from './command.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';

const Resources = {
  SeatsTable: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'seatId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'seatId', KeyType: 'HASH' }],
    },
  },
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'seats' } },
};

const stack = 'services/seats/.serverless/cloudformation-template-update-stack.json';
const newStateFolder = () => temporaryFolder('local-cloud-state-');

const started: Command[] = [];
let taken: Server | undefined;

async function start({
  args = [],
  workspace = fixtureWorkspace({ seats: { Resources } }),
  stateFolder = newStateFolder(),
  env = {},
}: {
  args?: readonly string[];
  workspace?: string;
  stateFolder?: string;
  env?: Readonly<Record<string, string>>;
} = {}) {
  const command = await run('main.ts', ['--no-watch', ...args], {
    workspace,
    env: { STATE_FOLDER: stateFolder, ...env },
  });
  started.push(command);
  return command;
}

async function runAndEnd(stateFolder: string, args: readonly string[] = []): Promise<string> {
  const command = await start({ stateFolder, args });
  await command.line(/^ready /);
  command.signal('SIGINT');
  expect(await command.exitCode).toBe(0);
  return command.output();
}

async function takePort(): Promise<string> {
  taken = createServer();
  await new Promise<void>((resolve) => taken!.listen(0, '127.0.0.1', resolve));
  return String((taken.address() as AddressInfo).port);
}

async function untilGone(pids: readonly number[]): Promise<void> {
  await waitUntil(() => !pids.some(isRunning));
}

afterEach(async () => {
  taken?.close();
  for (const command of started.splice(0)) {
    command.signal('SIGKILL');
    await command.exitCode;
  }
});

describe('npm start', () => {
  it.each(['PORT', 'CLOUD_PORT', 'CONSOLE_PORT'])(
    'fails with instructions if %s is taken',
    async (variable) => {
      const port = await takePort();
      const command = await start({ env: { [variable]: port } });
      expect(await command.exitCode).toBe(1);
      expect(command.output()).toContain(`Port ${port} is already in use.`);
      expect(command.output()).toContain(`${variable}=`);
    },
  );

  it('refuses an invalid port', async () => {
    const command = await start({ env: { PORT: 'http' } });
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toBe('Invalid PORT "http". Set it to a port number from 0 to 65535.\n');
  });

  it('prints the usage for an unknown option', async () => {
    const command = await start({ args: ['--frsh'] });
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toMatch(/Unknown option '--frsh'[^]*--fresh/);
  });

  it.each([
    [['--fresh', 'seas'], 'Unknown service "seas". Use --fresh with: seats.'],
    [['seats'], 'Unexpected argument "seats". To clear the data of services, use --fresh seats.'],
  ])('rejects %j', async (args, message) => {
    const command = await start({ args });
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toBe(`${message}\n`);
  });

  it('prints the seed of a fault plan, and refuses an invalid plan', async () => {
    const file = join(temporaryFolder('fault-plan-'), 'plan.yml');
    writeFileSync(file, 'seed: 7\nrules:\n  - { call: "*", fault: slow }\n');
    const command = await start({ args: ['--faults', file] });
    await command.line(/^fault seed 7$/);
    command.signal('SIGINT');
    expect(await command.exitCode).toBe(0);

    writeFileSync(file, 'rules: [{ call: "*", fault: fast }]');
    const refused = await start({ args: ['--faults', file] });
    expect(await refused.exitCode).toBe(1);
    expect(refused.output()).toMatch(
      /^Invalid fault plan in .*: rules\[0\]\.fault is "fast", but a fault of a/,
    );
  });

  it('names the file of a template that is not valid JSON', async () => {
    const workspace = fixtureWorkspace({ seats: { Resources } });
    writeFileSync(join(workspace, stack), '{ "Resources": ');
    const command = await start({ workspace });
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toContain(`${join(workspace, stack)} does not parse: `);
    expect(command.output()).toContain('Package the service again: npx nx package seats');
    expect(command.output()).not.toMatch(/^ +at /m);
  });

  it('refuses to start on the state folder of another run', async () => {
    const stateFolder = newStateFolder();
    const first = await start({ stateFolder });
    await first.line(/^ready /);
    const second = await start({ stateFolder });
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(stateFolder);
    expect(isRunning(first.pid)).toBe(true);
  });

  it.each(['state.json', 'cognito/pools/clients.json', 'cognito/signing-key.pem'])(
    'names a corrupt %s and replaces it with --fresh',
    async (file) => {
      const stateFolder = newStateFolder();
      await runAndEnd(stateFolder);
      writeFileSync(join(stateFolder, file), '{ "Clie');
      const command = await start({ stateFolder });
      expect(await command.exitCode).toBe(1);
      expect(command.output()).toContain(join(stateFolder, file));
      expect(command.output()).toContain('npm start -- --fresh');
      expect(command.output()).not.toMatch(/^ +at /m);
      await runAndEnd(stateFolder, ['--fresh']);
    },
  );

  it('keeps its state until it is started with --fresh', async () => {
    const stateFolder = newStateFolder();
    await runAndEnd(stateFolder);
    writeFileSync(join(stateFolder, 'kept'), '');
    await runAndEnd(stateFolder);
    expect(existsSync(join(stateFolder, 'kept'))).toBe(true);
    await runAndEnd(stateFolder, ['--fresh']);
    expect(existsSync(join(stateFolder, 'kept'))).toBe(false);
  });

  it('keeps running when a function runs out of memory', async () => {
    const hoard = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'seats-local-hoard',
        Handler: 'dist/hoard.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Timeout: 30,
        MemorySize: 128,
      },
    };
    const code =
      'export const handler = async () => { for (const all = []; ; ) all.push({ at: all.length + 0.5 }); };';
    const workspace = fixtureWorkspace({
      seats: { Resources: { Role: functionRole(), Hoard: hoard }, files: { 'dist/hoard.mjs': code } },
    });
    const command = await start({ workspace });
    await command.line(/^ready /);
    const [endpoint] = /http:\S+/.exec(await command.line(/^AWS endpoint /)) ?? [];
    const credentials = { accessKeyId: 'developer', secretAccessKey: 'developer' };
    const lambda = new LambdaClient({ endpoint: endpoint!, region: 'us-east-1', credentials });
    for (let call = 0; call < 2; call += 1) {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'seats-local-hoard' }));
      expect(JSON.parse(Buffer.from(Payload!).toString())).toMatchObject({
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringContaining('signal: killed'),
      });
    }
    expect(isRunning(command.pid)).toBe(true);
  });

  it.each([
    ['SIGINT', 0],
    ['SIGTERM', 0],
    ['SIGKILL', null],
  ] as const)('leaves no process behind after %s', async (signal, exitCode) => {
    const command = await start();
    await command.line(/^ready /);
    const children = childrenOf(command.pid);
    expect(children.length).toBeGreaterThan(0);
    command.signal(signal);
    expect(await command.exitCode).toBe(exitCode);
    await untilGone(children);
  });
});
