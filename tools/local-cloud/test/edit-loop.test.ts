import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { buildService } from '../../build/src/bundler/build-service.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { startLocalCloud, type LocalCloud } from '../src/boot/local-cloud.ts';
import { type Watch, watchServices } from '../src/boot/packaging/watch-services.ts';
import { silentTerminal } from '../src/boot/terminal/terminal.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';

const serverlessYml = (functions: readonly string[]) =>
  [
    'service: seats',
    'functions:',
    ...functions.map((name) => `  ${name}: { handler: dist/${name}.handler }`),
    '',
  ].join('\n');
/** The tests' packaging copies this into the template. */
const settings = (row: string) => `{ "ROW": "${row}" }\n`;
const sell = (seat: string) => `export const handler = async () => '${seat} ' + process.env.ROW;\n`;

let workspace: string;
let cloud: LocalCloud;
let watch: Watch;
const said: string[] = [];

const path = (file: string) => join(workspace, 'services/seats', file);

/** Saves as many editors do: writes a new file and renames it. */
function save(file: string, content: string): void {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(`${file}.new~`), content);
  renameSync(path(`${file}.new~`), path(file));
}

/** Builds the service and makes a template of serverless.yml and infra, as osls does. */
async function packageService(): Promise<void> {
  await buildService(path('.'));
  const variables = JSON.parse(readFileSync(path('infra/settings.yml'), 'utf8')) as object;
  const functions = [...readFileSync(path('serverless.yml'), 'utf8').matchAll(/dist\/(\S+)\.handler/g)];
  const Resources = Object.fromEntries(
    functions.map(([, name = '']) => [
      name,
      {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: `seats-local-${name}`,
          Handler: `dist/${name}.handler`,
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Timeout: 20,
          Environment: { Variables: variables },
        },
      },
    ]),
  );
  mkdirSync(path('.serverless'), { recursive: true });
  writeFileSync(
    path('.serverless/cloudformation-template-update-stack.json'),
    JSON.stringify({ Resources: { Role: functionRole(), ...Resources } }),
  );
}

async function invoke(name: string): Promise<unknown> {
  const lambda = new LambdaClient({
    endpoint: cloud.endpointUrl,
    region: 'us-east-1',
    credentials: cloud.credentials,
  });
  const { Payload } = await lambda
    .send(new InvokeCommand({ FunctionName: `seats-local-${name}` }))
    .catch(() => ({ Payload: Buffer.from('"unknown"') }));
  return JSON.parse(Buffer.from(Payload!).toString());
}

/** Invokes until the function gives an answer. @returns its last answer */
async function answerOf(name: string, { until }: { until: string }): Promise<unknown> {
  return waitUntil(async () => {
    const last = await invoke(name);
    if (last !== until) throw new Error(`${name} answers ${JSON.stringify(last)}.`);
    return last;
  });
}

/** Waits for a message with a text. @returns all messages since the last one that was waited for */
async function nextMessage(text: string): Promise<string> {
  await waitUntil(() => said.some((line) => line.includes(text)));
  return said.splice(0).join('\n');
}

beforeAll(async () => {
  workspace = fixtureWorkspace({ seats: { Resources: {} } });
  for (const shared of ['node_modules', 'libs', 'tools', '.github', 'package.json'])
    symlinkSync(join(workspaceRoot, shared), join(workspace, shared));
  save('serverless.yml', serverlessYml(['sell']));
  save('infra/settings.yml', settings('A'));
  save('src/handlers/sell.ts', sell('1'));
  await packageService();
  cloud = await startLocalCloud({
    workspaceFolder: workspace,
    stateFolder: temporaryFolder('local-cloud-state-'),
    apiPort: 0,
    cloudPort: 0,
    packaged: Promise.resolve(),
    terminal: silentTerminal,
  });
  watch = await watchServices({
    ...cloud,
    terminal: { info: (line) => said.push(line), error: (line) => said.push(line) },
    packageService,
  });
});

afterAll(async () => {
  await watch.stop();
  await cloud.stop();
});

describe('an edit that replaces a file', () => {
  it('is applied each time to a source', async () => {
    for (const seat of ['2', '3', '4']) {
      save('src/handlers/sell.ts', sell(seat));
      expect(await answerOf('sell', { until: `${seat} A` })).toBe(`${seat} A`);
    }
  });

  it('is applied each time to infra', async () => {
    for (const row of ['B', 'C', 'D']) {
      save('infra/settings.yml', settings(row));
      expect(await answerOf('sell', { until: `4 ${row}` })).toBe(`4 ${row}`);
    }
  });

  it('is applied each time to serverless.yml, with new and deleted functions', async () => {
    save('src/handlers/refund.ts', sell('refund'));
    save('serverless.yml', serverlessYml(['sell', 'refund']));
    expect(await answerOf('refund', { until: 'refund D' })).toBe('refund D');
    rmSync(path('src/handlers/refund.ts'));
    save('serverless.yml', serverlessYml(['sell']));
    expect(await answerOf('refund', { until: 'unknown' })).toBe('unknown');
  });

  it('is applied to files of a new folder', async () => {
    save('src/models/seat.ts', "export const seat = '5';\n");
    const imports = `import { seat } from '../models/seat.ts';\n${sell('x').replace("'x '", "seat + ' '")}`;
    save('src/handlers/sell.ts', imports);
    expect(await answerOf('sell', { until: '5 D' })).toBe('5 D');
    for (const seat of ['6', '7']) {
      save('src/models/seat.ts', `export const seat = '${seat}';\n`);
      expect(await answerOf('sell', { until: `${seat} D` })).toBe(`${seat} D`);
    }
    save('src/handlers/sell.ts', sell('4'));
    expect(await answerOf('sell', { until: '4 D' })).toBe('4 D');
  });
});

describe('a failure', () => {
  it('keeps code and template together until both are correct', async () => {
    said.length = 0;
    save('src/handlers/sell.ts', sell('8'));
    save('infra/settings.yml', '{ "ROW": ');
    expect(await nextMessage('the previous deployment keeps running')).toContain(
      'the previous deployment keeps running',
    );
    expect(await invoke('sell')).toBe('4 D');
    // Also in an environment that starts now, and with code that is edited meanwhile.
    save('src/handlers/sell.ts', sell('9'));
    expect(await nextMessage('the previous deployment keeps running')).toContain(
      'the previous deployment keeps running',
    );
    expect(await Promise.all([invoke('sell'), invoke('sell'), invoke('sell')])).toEqual([
      '4 D',
      '4 D',
      '4 D',
    ]);
    save('infra/settings.yml', settings('E'));
    expect(await nextMessage('seats: builds again and is deployed')).toContain(
      'seats: builds again and is deployed',
    );
    expect(await invoke('sell')).toBe('9 E');
    save('src/handlers/sell.ts', sell('10'));
    expect(await answerOf('sell', { until: '10 E' })).toBe('10 E');
  });

  it('of a build is reported as fixed', async () => {
    save('src/handlers/sell.ts', 'export const = 1;');
    expect(await nextMessage('the previous code keeps running')).toContain('the previous code keeps running');
    expect(await invoke('sell')).toBe('10 E');
    save('src/handlers/sell.ts', sell('10'));
    expect(await nextMessage('seats: builds again')).toContain('seats: builds again');
  });
});
