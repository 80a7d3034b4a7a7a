import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { LocalCloud } from '../boot/local-cloud.ts';
import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import { parsePlan } from '../faults/plan/parse-plan.ts';
import { accessRecord } from './access-record.ts';
import { testBehaviors } from './test-behaviors.ts';

// Processing thousands of imported rows takes minutes on a small machine.
const SETTLED_MS = 180_000;

/**
 * Serves information that AWS APIs do not provide to tests, which run in other processes:
 * `/settled`, `/resources/SERVICE/LOGICAL-ID`, `/invocations/SERVICE/FUNCTION`, `/calls/SERVICE`,
 * `/traces/CORRELATION-ID`, `/alarms`, `/faults`. `POST /faults` with a plan replaces the faults that are injected.
 *
 * @returns the server, listening on a free port of 127.0.0.1, and its URL
 */
export async function startControlServer(cloud: LocalCloud): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const [question = '', ...names] = (request.url ?? '').slice(1).split('/').map(decodeURIComponent);
    const answer = request.method === 'POST' ? usePlan(cloud, request) : answerTo(cloud, question, names);
    answer.then(
      (body) => reply(response, 200, body),
      (error: unknown) => reply(response, 500, { message: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function answerTo(cloud: LocalCloud, question: string, names: readonly string[]): Promise<object> {
  const [service = '', name = ''] = names;
  switch (question) {
    case 'settled':
      await cloud.settled(SETTLED_MS);
      return {};
    case 'resources':
      return cloud.resource(service, name);
    case 'invocations':
      return { count: cloud.invocations(`tradewind-${service}-${STAGE}-${name}`) };
    case 'calls':
      return accessRecord(cloud).calls.filter((call) => call.service === service);
    case 'traces':
      return cloud.activity.trace(service) ?? {};
    case 'faults':
      return cloud.faults.injected();
    case 'alarms':
      return cloud.alarms();
    default:
      throw new Error(`Unknown path /${question}`);
  }
}

/** The documented behaviors stay on, unless the plan says otherwise. */
async function usePlan(cloud: LocalCloud, request: IncomingMessage): Promise<object> {
  const plan = parsePlan(await json(request));
  cloud.faults.use({ ...plan, behaviors: { ...testBehaviors, ...plan.behaviors } });
  return {};
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
