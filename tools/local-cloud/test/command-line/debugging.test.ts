import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
// oxlint-disable-next-line no-restricted-imports -- a timeout that does not fire can only be waited for
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { fixtureWorkspace, functionRole } from '../fixture-workspace.ts';
import { type Command, run } from './command.ts';
import { attachToThread, connect, generatedPosition, scriptOf, type Session } from './debugger.ts';
import { freePort } from '../../../workspace/src/network/free-port.ts';

const source = 'services/seats/src/models/seat.ts';
const seat = `interface Seat {
  readonly seatId: string;
}
export function sell(seat: Seat): string {
  const sold = { ...seat, status: 'sold' };
  return JSON.stringify(sold);
}
`;
/** Of `const sold`, counted from 0. */
const LINE = 4;
const handler = `import { sell } from '../models/seat.ts';
export const handler = async () => ({ statusCode: 200, headers: {}, body: sell({ seatId: '1A' }) });
`;
const TIMEOUT_SECONDS = 1;

const lambdaArn = { 'Fn::GetAtt': ['Sell', 'Arn'] };
const part = (Type: string, properties: object) => ({
  Type: `AWS::ApiGateway::${Type}`,
  Properties: { RestApiId: { Ref: 'Api' }, ...properties },
});
const Resources = {
  Role: functionRole(),
  Sell: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'tradewind-seats-local-sell',
      Handler: 'dist/sell.handler',
      Runtime: 'nodejs24.x',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Timeout: TIMEOUT_SECONDS,
      MemorySize: 256,
    },
  },
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'seats' } },
  Live: part('Deployment', { StageName: 'local' }),
  BasePath: {
    Type: 'AWS::ApiGateway::BasePathMapping',
    Properties: { BasePath: 'seats', RestApiId: { Ref: 'Api' }, Stage: 'local', DomainName: 'd' },
  },
  Sold: part('Resource', { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'sold' }),
  GetSold: part('Method', {
    ResourceId: { Ref: 'Sold' },
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'AWS_PROXY',
      IntegrationHttpMethod: 'POST',
      Uri: {
        'Fn::Sub': [
          'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Arn}/invocations',
          { Arn: lambdaArn },
        ],
      },
    },
  }),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: lambdaArn,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    },
  },
};

function newWorkspace(): string {
  const workspace = fixtureWorkspace({
    seats: {
      Resources,
      files: {
        'serverless.yml': 'service: seats\nfunctions:\n  sell: { handler: dist/sell.handler }\n',
        'src/handlers/sell.ts': handler,
        'src/models/seat.ts': seat,
      },
    },
  });
  for (const shared of ['node_modules', 'libs', 'tools', '.github', 'package.json'])
    symlinkSync(join(workspaceRoot, shared), join(workspace, shared));
  // Nothing is packaged, so the debugger's build writes the only bundle.
  mkdirSync(join(workspace, 'services/seats/dist'), { recursive: true });
  writeFileSync(
    join(workspace, 'services/seats/dist/meta.json'),
    '{"outputs":{},"inputs":{},"schemaSources":{}}',
  );
  return workspace;
}

const started: Command[] = [];

async function start(...args: string[]) {
  const port = await freePort();
  const command = await run('main.ts', ['--no-watch', '--no-console', ...args], {
    workspace: newWorkspace(),
    env: { STATE_FOLDER: temporaryFolder('local-cloud-state-'), INSPECT_PORT: String(port) },
  });
  started.push(command);
  return { command, port };
}

const apiOf = async (command: Command): Promise<string> =>
  /http:\S+/.exec(await command.line(/^ready /))![0].replace(/\/$/, '');

interface Paused {
  readonly hitBreakpoints: readonly string[];
  readonly callFrames: readonly {
    readonly functionName: string;
    readonly callFrameId: string;
    readonly location: { readonly lineNumber: number; readonly columnNumber: number };
  }[];
}

/** Answers where the thread is paused, then lets it go on after more than the function's timeout. */
async function inspectPause(session: Session) {
  const { callFrames } = await session.event<Paused>(
    'Debugger.paused',
    ({ callFrames: [frame] }) => frame?.functionName === 'sell',
  );
  const [frame] = callFrames;
  const { map } = await scriptOf(session, source);
  const { originalSource, originalLine } = map.findEntry(
    frame!.location.lineNumber,
    frame!.location.columnNumber,
  ) as { originalSource: string; originalLine: number };
  const { result } = await session.send('Debugger.evaluateOnCallFrame', {
    callFrameId: frame!.callFrameId,
    expression: 'seat.seatId',
  });
  await pause(2.5 * TIMEOUT_SECONDS * 1000);
  await session.send('Debugger.resume');
  return { file: originalSource, line: originalLine, seatId: (result as { value: unknown }).value };
}

const expected = { file: expect.stringMatching(new RegExp(`/${source}$`)), line: LINE, seatId: '1A' };
const answer = { seatId: '1A', status: 'sold' };

afterEach(async () => {
  for (const command of started.splice(0)) {
    command.signal('SIGKILL');
    await command.exitCode;
  }
});

describe('npm start -- --inspect', () => {
  it('pauses one function at a line of TypeScript, without a time limit', async () => {
    const { command, port } = await start('--inspect', 'seats/sell');
    const api = await apiOf(command);
    const session = await connect(port);
    await session.send('Debugger.enable');
    const script = await scriptOf(session, source);
    const location = generatedPosition(script, source, LINE);
    await session.send('Debugger.setBreakpointByUrl', { url: script.url, ...location });
    const request = fetch(`${api}/seats/sold`);
    expect(await inspectPause(session)).toEqual(expected);
    const response = await request;
    expect([response.status, await response.json()]).toEqual([200, answer]);
    session.close();
  });

  it('pauses any function that starts later, through the debugger of the process', async () => {
    const { command, port } = await start('--inspect');
    const api = await apiOf(command);
    const session = await connect(port);
    await session.send('NodeWorker.enable', { waitForDebuggerOnStart: true });
    const request = fetch(`${api}/seats/sold`);
    const thread = await attachToThread(session, 'tradewind-seats-local-sell');
    await thread.send('Debugger.enable');
    await thread.send('Debugger.setBreakpointByUrl', { urlRegex: 'seats/dist/sell\\.mjs$', lineNumber: 0 });
    await thread.send('Runtime.runIfWaitingForDebugger');
    // A thread that waits for its debugger also pauses at its first statement.
    await thread.event('Debugger.paused');
    await thread.send('Debugger.resume');
    await thread.event<Paused>('Debugger.paused', ({ hitBreakpoints }) => hitBreakpoints.length > 0);
    const script = await scriptOf(thread, source);
    const location = generatedPosition(script, source, LINE);
    await thread.send('Debugger.setBreakpointByUrl', { url: script.url, ...location });
    await thread.send('Debugger.resume');
    expect(await inspectPause(thread)).toEqual(expected);
    const response = await request;
    expect([response.status, await response.json()]).toEqual([200, answer]);
    session.close();
  });

  it('names the nearest function', async () => {
    const { command } = await start('--inspect', 'seats/sel');
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toContain('There is no function seats/sel. Did you mean seats/sell?\n');
    expect(command.output()).not.toMatch(/^ +at /m);
  });

  it('fails with instructions if its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const command = await run('main.ts', ['--no-watch', '--no-console', '--inspect'], {
      workspace: newWorkspace(),
      env: { STATE_FOLDER: temporaryFolder('local-cloud-state-'), INSPECT_PORT: String(port) },
    });
    started.push(command);
    expect(await command.exitCode).toBe(1);
    expect(command.output()).toContain(`Port ${port} is already in use.`);
    expect(command.output()).toContain('INSPECT_PORT=');
    taken.close();
  });
});
