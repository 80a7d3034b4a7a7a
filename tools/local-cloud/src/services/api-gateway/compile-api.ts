import { toFunctionName } from '../../contract/function-name.ts';
import type { UserPoolKeys } from '../../contract/user-pool-keys.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type {
  ApiDraft,
  GatewayResponseProperties,
  MethodProperties,
  MethodSetting,
  StageProperties,
} from './api-draft.ts';
import { compileModels } from './body-schema.ts';
import { createCognitoAuthorizer, type Authorize } from './cognito-authorizer.ts';
import { mockResponse } from './mock-integration.ts';
import type { ProxyResponse } from './proxy-response.ts';
import { createRequestValidation, type RequestParts } from './request-validation.ts';
import { createRouteTable, type RouteTable } from './route-table.ts';
import { createThrottle } from './throttle.ts';
import { matchesWildcard } from '../../../../workspace/src/patterns/wildcard.ts';

/** A method of a resource. */
export interface Route {
  readonly resourceId: string;
  readonly takeToken: () => boolean;
  readonly authorize: ((headers: RequestParts['headers']) => ReturnType<Authorize>) | undefined;
  readonly validate: (request: RequestParts) => void;
  readonly integration:
    | { readonly functionName: string; readonly timeoutMillis: number; readonly isPermitted: boolean }
    | ProxyResponse;
}

export interface CompiledApi {
  readonly apiId: string;
  readonly service: string;
  readonly name: string;
  readonly stage: StageProperties;
  readonly hasDefaultEndpoint: boolean;
  readonly routes: RouteTable<Route>;
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponseProperties>;
  readonly minimumCompressionBytes: number | undefined;
  readonly isBinary: (contentType: string | undefined) => boolean;
}

export interface CompileNeeds {
  readonly pools: UserPoolKeys;
  readonly permits: (request: { functionName: string; principal: string; sourceArn: string }) => boolean;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: per account and region
const ACCOUNT_THROTTLE = { ratePerSecond: 10_000, burst: 5000 };
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
const INTEGRATION_TIMEOUT_MILLIS = 29_000;

/** Compiles the draft of an API into routes, one set per stage. @throws Error if a part refers to a missing one */
export function compileApi(draft: ApiDraft, deps: CompileNeeds): CompiledApi[] {
  const models = compileModels(draft.models);
  return [...draft.stages.values()].map((stage) => {
    const routes = createRouteTable<Route>();
    for (const method of draft.methods.values()) {
      const resourcePath = pathOf(draft, method.ResourceId);
      try {
        routes.add(
          resourcePath,
          method.HttpMethod,
          compileRoute(draft, stage, method, resourcePath, models, deps),
        );
      } catch (error) {
        throw new Error(
          `${draft.service}: ${method.HttpMethod} ${resourcePath}: ${(error as Error).message}`,
          { cause: error },
        );
      }
    }
    const { apiId, service, name, hasDefaultEndpoint, gatewayResponses, minimumCompressionBytes } = draft;
    const isBinary = binaryCheck(draft.binaryMediaTypes);
    const settings = { hasDefaultEndpoint, minimumCompressionBytes, isBinary };
    return { apiId, service, name, stage, routes, gatewayResponses, ...settings };
  });
}

function pathOf(draft: ApiDraft, resourceId: string): string {
  const resource = draft.resources.get(resourceId);
  if (!resource) return '/';
  const parent = pathOf(draft, resource.parentId);
  return `${parent === '/' ? '' : parent}/${resource.pathPart}`;
}

function compileRoute(
  draft: ApiDraft,
  stage: StageProperties,
  method: MethodProperties,
  resourcePath: string,
  models: ReturnType<typeof compileModels>,
  deps: CompileNeeds,
): Route {
  if (String(method.ApiKeyRequired ?? false) === 'true')
    throw new Error('API keys are not supported locally.');
  const validator = (method.RequestValidatorId && draft.validators.get(method.RequestValidatorId)) || {
    body: false,
    parameters: false,
  };
  return {
    resourceId: method.ResourceId,
    takeToken: createThrottle(throttleOf(stage.MethodSettings ?? [], method.HttpMethod, resourcePath)),
    authorize: authorizeOf(draft, method, deps.pools),
    validate: createRequestValidation({ method, validator, models }),
    integration: integrationOf(draft, stage, method, resourcePath, deps),
  };
}

/** The setting of a method overrides the one for all methods. In a path, `~1` is a slash. */
function throttleOf(settings: readonly MethodSetting[], httpMethod: string, resourcePath: string) {
  const matches = (setting: MethodSetting, path: string, method: string): boolean =>
    setting.HttpMethod === method &&
    setting.ResourcePath?.replace(/^\/(?=~1)/, '').replaceAll('~1', '/') === path;
  const setting =
    settings.find((each) => matches(each, resourcePath, httpMethod)) ??
    settings.find((each) => matches(each, '/*', '*'));
  return {
    ratePerSecond: Number(setting?.ThrottlingRateLimit ?? ACCOUNT_THROTTLE.ratePerSecond),
    burst: Number(setting?.ThrottlingBurstLimit ?? ACCOUNT_THROTTLE.burst),
  };
}

function authorizeOf(draft: ApiDraft, method: MethodProperties, pools: UserPoolKeys): Route['authorize'] {
  const { AuthorizationType: type = 'NONE', AuthorizationScopes: scopes = [] } = method;
  if (type === 'NONE') return undefined;
  const authorizer = draft.authorizers.get(method.AuthorizerId ?? '');
  if (type !== 'COGNITO_USER_POOLS' || !authorizer)
    throw new Error(`The authorization type ${type} is not supported locally.`);
  const header = /^method\.request\.header\.(?<name>.+)$/.exec(
    authorizer.IdentitySource ?? 'method.request.header.Authorization',
  )?.groups?.name;
  if (!header) throw new Error(`The identity source ${authorizer.IdentitySource} is not a header.`);
  const authorize = createCognitoAuthorizer({ userPoolArns: authorizer.ProviderARNs ?? [], pools });
  return (headers) => authorize(headers[header.toLowerCase()]?.toString(), scopes);
}

function integrationOf(
  { apiId }: ApiDraft,
  { StageName }: StageProperties,
  { Integration: integration, HttpMethod }: MethodProperties,
  resourcePath: string,
  { permits }: CompileNeeds,
): Route['integration'] {
  if (integration?.Type === 'MOCK') return mockResponse(integration);
  const functionArn = /\/functions\/(?<arn>[^/]+)\/invocations$/.exec(integration?.Uri ?? '')?.groups?.arn;
  if (integration?.Type !== 'AWS_PROXY' || !functionArn)
    throw new Error(
      `the integration type ${integration?.Type} cannot run locally; use a Lambda proxy integration`,
    );
  const functionName = toFunctionName(functionArn);
  const sourceArn = arn('execute-api', `${apiId}/${StageName}/${HttpMethod}${resourcePath}`);
  return {
    functionName,
    timeoutMillis: Number(integration.TimeoutInMillis ?? INTEGRATION_TIMEOUT_MILLIS),
    isPermitted: permits({ functionName, principal: 'apigateway.amazonaws.com', sourceArn }),
  };
}

/** Types may end in a wildcard: `image/*`, `*` + `/*`. */
function binaryCheck(types: readonly string[]): CompiledApi['isBinary'] {
  const patterns = types.map((type) => type.replaceAll('~1', '/').toLowerCase());
  return (contentType) => {
    const type = contentType?.split(';')[0]!.trim() ?? '';
    return patterns.some((pattern) => matchesWildcard(pattern, type.toLowerCase()));
  };
}
