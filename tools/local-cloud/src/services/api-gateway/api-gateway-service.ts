import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { UserPoolKeys } from '../../contract/user-pool-keys.ts';
import { listen } from '../../contract/listen.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { WebFirewall } from '../../contract/web-firewall.ts';
import type { AddressedApi } from './addressed-api.ts';
import { createAnswerRequest, type AnswerNeeds } from './answer-request.ts';
import type { ApiDraft } from './api-draft.ts';
import { createApiResources } from './api-resources.ts';
import { compileApi, type CompiledApi, type CompileNeeds } from './compile-api.ts';

export interface ApiGatewayNeeds {
  readonly lambda: Pick<FunctionInvoker, 'invoke'> & Pick<CompileNeeds, 'permits'>;
  readonly pools: UserPoolKeys;
  readonly firewall: WebFirewall;
  /** Called with problems that clients must not see: malformed responses, missing permissions. */
  readonly recorder?: Recorder;
  readonly onTrouble?: (line: string) => void;
  readonly onAnswered?: AnswerNeeds['onAnswered'];
  readonly answerOutside?: AnswerNeeds['answerOutside'];
}

export interface ApiGatewayService extends LocalService {
  /**
   * Opens the port that all APIs share; 0 for any free port.
   * @returns the port
   * @throws PortTaken
   */
  listen(port: number): Promise<number>;
}

// The path prefix of the default endpoint of an API, without the base path of a domain.
const WITHOUT_DOMAIN = '/_apis/';

/** Amazon API Gateway: serves the REST APIs of the deployed templates. */
export function createApiGatewayService({
  lambda,
  pools,
  firewall,
  recorder = noRecorder,
  onTrouble = () => {},
  onAnswered = () => {},
  answerOutside = () => undefined,
}: ApiGatewayNeeds): ApiGatewayService {
  /** The deployed APIs by `API_ID/STAGE`. */
  const live = new Map<string, CompiledApi>();
  const changed = new Set<ApiDraft>();
  let isStarted = false;
  const api = createApiResources({
    onChange: (draft) => changed.add(draft),
    onRemoved(apiId) {
      for (const draft of changed) if (draft.apiId === apiId) changed.delete(draft);
      for (const key of live.keys()) if (key.startsWith(`${apiId}/`)) live.delete(key);
    },
  });

  /** Replaces an API once its template is deployed; requests in progress keep the previous one. */
  function compileChanged(): void {
    for (const draft of changed) {
      changed.delete(draft);
      const compiled = compileApi(draft, { pools, permits: lambda.permits });
      for (const stage of compiled) live.set(`${stage.apiId}/${stage.stage.StageName}`, stage);
    }
  }

  function address(path: string): AddressedApi | undefined {
    if (changed.size > 0) compileChanged();
    if (path.startsWith(WITHOUT_DOMAIN)) {
      const [apiId, stage, ...rest] = path.slice(WITHOUT_DOMAIN.length).split('/');
      const found = live.get(`${apiId}/${stage}`);
      const inside = `/${rest.join('/')}`;
      return found?.hasDefaultEndpoint
        ? { api: found, path: inside, eventPath: inside, contextPath: `/${stage}${inside}` }
        : undefined;
    }
    const basePath = path.split('/', 2)[1] ?? '';
    const mapping = api.basePaths.get(basePath);
    const root = mapping ?? api.basePaths.get('') ?? api.basePaths.get('(none)');
    const found = root && live.get(`${root.apiId}/${root.stage}`);
    return (
      found && {
        api: found,
        path: mapping ? path.slice(basePath.length + 1) : path,
        eventPath: path,
        contextPath: path,
      }
    );
  }

  const answer = createAnswerRequest({
    address,
    invoker: lambda,
    firewall,
    recorder,
    onTrouble,
    onAnswered,
    isStarted: () => isStarted,
    answerOutside,
  });
  const server = createServer(
    { keepAlive: true, keepAliveTimeout: 60_000 },
    (request, response) => void respond(request, response),
  );

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    try {
      const { status, headers, body } = await answer(request);
      if (response.destroyed) return;
      response.writeHead(status, {
        ...headers,
        ...(hasBody(status) ? { 'Content-Length': Buffer.byteLength(body) } : {}),
      });
      response.end(request.method === 'HEAD' || !hasBody(status) ? undefined : body);
    } catch (error) {
      if (response.destroyed || request.destroyed) return;
      onTrouble(`API Gateway: ${(error as Error).stack}`);
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ message: 'Internal server error' }));
    }
  }

  return {
    name: 'api-gateway',
    signingNames: [],
    resources: api.resources,
    listen: (port) => listen(server, { port, variable: 'PORT' }),
    async start() {
      compileChanged();
      isStarted = true;
    },
    async stop() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

const hasBody = (status: number): boolean => status >= 200 && status !== 204 && status !== 304;
