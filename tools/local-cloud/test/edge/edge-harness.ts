import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiGatewayService } from '../../src/services/api-gateway/api-gateway-service.ts';
import { developer } from '../../src/contract/principal.ts';
import { createCognitoService } from '../../src/services/cognito/cognito-service.ts';
import { createWafService } from '../../src/services/waf/waf-service.ts';
import { createLambdaService } from '../../src/services/lambda/lambda-service.ts';
import { deploy } from './deploy.ts';

/** API Gateway, Lambda and Cognito, with an endpoint that passes every call to Cognito. */
export async function startEdge(stateFolder?: string, endpointPort = 0) {
  const folder = stateFolder ?? (await mkdtemp(join(tmpdir(), 'edge-')));
  const troubles: string[] = [];
  const messages: string[] = [];
  const lines: string[] = [];
  let endpointUrl = '';
  let aheadMillis = 0;
  const lambda = createLambdaService({
    access: { register: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }) },
    endpointUrl: () => endpointUrl,
    stateFolder: folder,
    log: ({ line }) => lines.push(line),
  });
  const cognito = createCognitoService({
    invoker: lambda,
    endpointUrl: () => endpointUrl,
    stateFolder: folder,
    onMessage: (line) => messages.push(line),
  });
  const waf = createWafService({ nowMillis: () => Date.now() + aheadMillis });
  const apiGateway = createApiGatewayService({
    lambda,
    pools: cognito.pools,
    firewall: waf,
    onTrouble: (line) => troubles.push(line),
    answerOutside: ({ url }) => (url === '/' ? { status: 200, headers: {}, body: 'links' } : undefined),
  });
  const endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url: path = '/', headers } = request;
    const call = {
      signingName: 'cognito-idp',
      operation: undefined,
      method,
      path,
      headers,
      body: Buffer.concat(chunks),
      principal: developer,
    };
    const answer = await cognito.handle!(call);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => endpoint.listen(endpointPort, '127.0.0.1', resolve));
  const { port } = endpoint.address() as AddressInfo;
  endpointUrl = `http://127.0.0.1:${port}`;
  const apiUrl = `http://127.0.0.1:${await apiGateway.listen(0)}`;
  const services = [lambda, cognito, waf, apiGateway];
  await lambda.start?.();
  await apiGateway.start?.();

  return {
    apiUrl,
    endpointUrl,
    endpointPort: port,
    lambda,
    stateFolder: folder,
    troubles,
    messages,
    lines,
    deploy: (logicalId: string, type: string, properties: Record<string, unknown>) =>
      deploy(services, logicalId, type, properties),
    /** Moves the clock of rate-based rules forward. */
    passSeconds(seconds: number) {
      aheadMillis += seconds * 1000;
    },
    async stop({ keepState = false } = {}) {
      for (const service of services) await service.stop?.();
      endpoint.closeAllConnections();
      await new Promise((resolve) => endpoint.close(resolve));
      if (!keepState) await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Edge = Awaited<ReturnType<typeof startEdge>>;
