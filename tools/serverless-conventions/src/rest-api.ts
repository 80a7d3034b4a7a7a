import { createHash } from 'node:crypto';
import { gatewayResponses } from './gateway-responses.ts';
import type { Template, TemplateResource } from './template.ts';
import { authorizerPools, userPoolAttribute, type UserPool } from './user-pools.ts';

const REST_API = 'ApiGatewayRestApi';

interface Context {
  /** The short name of the service, which is also the base path of its API under the shared domain. */
  readonly name: string;
  readonly stage: string;
  readonly logRetentionInDays: number;
}

/**
 * Completes the REST API that osls compiled: problem details, the authorizers of its routes, a stage with throttling,
 * access logs, tracing and the web ACL of the platform, and its path under the shared domain, which is its only address.
 * It changes nothing if the service has no API.
 */
export function completeRestApi(template: Template, context: Context): void {
  const { Resources: resources } = template;
  if (!resources[REST_API]) return;
  Object.assign(resources, gatewayResponses());
  // Callers use the shared domain.
  resources[REST_API].Properties['DisableExecuteApiEndpoint'] = true;
  for (const [logicalId, pools] of Object.entries(authorizerPools))
    if (usesAuthorizer(logicalId, resources)) resources[logicalId] = authorizer(logicalId, pools, context);
  const deployment = deterministicDeployment(resources);
  resources['ApiGatewayLogGroup'] = accessLogGroup(context);
  resources['ApiGatewayStage'] = stage(deployment, context);
  resources['ApiGatewayBasePathMapping'] = basePathMapping(context);
  resources['ApiGatewayWebAclAssociation'] = webAclAssociation(context);
}

const usesAuthorizer = (logicalId: string, resources: Template['Resources']): boolean =>
  Object.values(resources).some(
    ({ Type, Properties }) =>
      Type === 'AWS::ApiGateway::Method' &&
      (Properties['AuthorizerId'] as { Ref?: string } | undefined)?.Ref === logicalId,
  );

const authorizer = (logicalId: string, pools: readonly UserPool[], context: Context): TemplateResource => ({
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: {
    Name: logicalId,
    Type: 'COGNITO_USER_POOLS',
    RestApiId: { Ref: REST_API },
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: pools.map((pool) =>
      userPoolAttribute(pool, 'arn', { service: context.name, stage: context.stage }),
    ),
  },
});

/**
 * Replaces the timestamp in the logical id of the deployment, which is a snapshot of the API, by a hash of the API, so
 * that the id changes exactly when the API does.
 *
 * @returns the logical id of the deployment
 */
function deterministicDeployment(resources: Template['Resources']): string {
  const isApi = ({ Type }: TemplateResource) =>
    Type.startsWith('AWS::ApiGateway::') && !Type.endsWith('::Deployment');
  const parts = Object.entries(resources).filter(([, resource]) => isApi(resource));
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  const [timestampId, deployment] = Object.entries(resources).find(
    ([, { Type }]) => Type === 'AWS::ApiGateway::Deployment',
  )!;
  delete resources[timestampId];
  const logicalId = `ApiGatewayDeployment${digest}`;
  const { StageName: _ownResource, ...properties } = deployment.Properties;
  const snapshotParts = ['Method', 'GatewayResponse', 'Authorizer'].map((type) => `AWS::ApiGateway::${type}`);
  resources[logicalId] = {
    ...deployment,
    Properties: properties,
    DependsOn: parts.filter(([, { Type }]) => snapshotParts.includes(Type)).map(([id]) => id),
  };
  return logicalId;
}

const accessLogGroup = ({ name, stage: stageName, logRetentionInDays }: Context): TemplateResource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: {
    LogGroupName: `/aws/apigateway/tradewind-${name}-${stageName}`,
    RetentionInDays: logRetentionInDays,
  },
});

/**
 * The ids have the names of the function's log lines: `requestId` is that of the invocation. API Gateway cannot log a
 * correlation id that a client sent; the function's lines `http.answered` and `http.failed` have both. The address of the
 * caller is personal data and is not logged.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const accessLogFormat = JSON.stringify({
  apiRequestId: '$context.requestId',
  requestId: '$context.integration.requestId',
  traceId: '$context.xrayTraceId',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  refusal: '$context.error.responseType',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
});

const stage = (deployment: string, { stage: stageName }: Context): TemplateResource => ({
  Type: 'AWS::ApiGateway::Stage',
  Properties: {
    RestApiId: { Ref: REST_API },
    DeploymentId: { Ref: deployment },
    StageName: stageName,
    TracingEnabled: true,
    AccessLogSetting: {
      DestinationArn: { 'Fn::GetAtt': ['ApiGatewayLogGroup', 'Arn'] },
      Format: accessLogFormat,
    },
    MethodSettings: [
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        MetricsEnabled: true,
        // A tenth of the account quota per region: 10,000 requests per second with bursts of 5,000.
        ThrottlingRateLimit: 1000,
        ThrottlingBurstLimit: 500,
      },
    ],
  },
});

const basePathMapping = ({ name, stage: stageName }: Context): TemplateResource => ({
  Type: 'AWS::ApiGateway::BasePathMapping',
  Properties: {
    DomainName: `{{resolve:ssm:/tradewind/${stageName}/platform/api-domain-name}}`,
    BasePath: name,
    RestApiId: { Ref: REST_API },
    Stage: { Ref: 'ApiGatewayStage' },
  },
});

/** The platform service owns the web ACL and publishes its ARN. */
const webAclAssociation = ({ stage: stageName }: Context): TemplateResource => ({
  Type: 'AWS::WAFv2::WebACLAssociation',
  Properties: {
    ResourceArn: {
      'Fn::Sub':
        'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${ApiGatewayRestApi}/stages/${ApiGatewayStage}',
    },
    WebACLArn: `{{resolve:ssm:/tradewind/${stageName}/platform/web-acl-arn}}`,
  },
});
