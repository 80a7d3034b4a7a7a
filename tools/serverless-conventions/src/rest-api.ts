import { createHash } from 'node:crypto';
import { gatewayResponses } from './gateway-responses.ts';
import type { Template, TemplateResource } from './osls.ts';

const REST_API = 'ApiGatewayRestApi';

interface Place {
  /** Short name of the service; also the base path of its API under the shared domain. */
  readonly name: string;
  readonly stage: string;
  readonly logRetentionInDays: number;
  /** Whether the service declares `UserPoolAuthorizer` itself, as the owner of the user pool has to. */
  readonly hasOwnAuthorizer: boolean;
}

/**
 * Completes the REST API that osls compiled: problem details, the authorizer its routes name, a stage with
 * limits, logs and tracing, and its place under the shared domain. Without an API it changes nothing.
 */
export function completeRestApi(template: Template, place: Place): void {
  const { Resources: resources } = template;
  if (!resources[REST_API]) return;
  Object.assign(resources, gatewayResponses());
  if (needsAuthorizer(resources) && !place.hasOwnAuthorizer) {
    resources['UserPoolAuthorizer'] = userPoolAuthorizer(place.stage);
  }
  const deployment = deterministicDeployment(resources);
  resources['ApiGatewayLogGroup'] = accessLogGroup(place);
  resources['ApiGatewayStage'] = stage(deployment, place);
  resources['ApiGatewayBasePathMapping'] = basePathMapping(place);
}

const needsAuthorizer = (resources: Template['Resources']): boolean =>
  Object.values(resources).some(
    ({ Type, Properties }) =>
      Type === 'AWS::ApiGateway::Method' &&
      (Properties['AuthorizerId'] as { Ref?: string } | undefined)?.Ref === 'UserPoolAuthorizer',
  );

/** The pool belongs to identity, which publishes its ARN. */
const userPoolAuthorizer = (stageName: string): TemplateResource => ({
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: {
    Name: 'user-pool',
    Type: 'COGNITO_USER_POOLS',
    RestApiId: { Ref: REST_API },
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: [`{{resolve:ssm:/tradewind/${stageName}/identity/user-pool-arn}}`],
  },
});

/**
 * A deployment is a snapshot of the API. osls names it by the clock, which makes each package another one;
 * named by what the API consists of, it is new exactly when the API is.
 *
 * @returns its logical id
 */
function deterministicDeployment(resources: Template['Resources']): string {
  const isApi = ({ Type }: TemplateResource) =>
    Type.startsWith('AWS::ApiGateway::') && !Type.endsWith('::Deployment');
  const parts = Object.entries(resources).filter(([, resource]) => isApi(resource));
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  const [byClock, deployment] = Object.entries(resources).find(
    ([, { Type }]) => Type === 'AWS::ApiGateway::Deployment',
  )!;
  delete resources[byClock];
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

const accessLogGroup = ({ name, stage: stageName, logRetentionInDays }: Place): TemplateResource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: {
    LogGroupName: `/aws/apigateway/tradewind-${name}-${stageName}`,
    RetentionInDays: logRetentionInDays,
  },
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  traceId: '$context.xrayTraceId',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  refusal: '$context.error.responseType',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  sourceIp: '$context.identity.sourceIp',
});

const stage = (deployment: string, { stage: stageName }: Place): TemplateResource => ({
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
        // A tenth of what an account has for all its APIs in a region: 10,000 a second, bursts of 5,000.
        ThrottlingRateLimit: 1000,
        ThrottlingBurstLimit: 500,
      },
    ],
  },
});

const basePathMapping = ({ name, stage: stageName }: Place): TemplateResource => ({
  Type: 'AWS::ApiGateway::BasePathMapping',
  Properties: {
    DomainName: `{{resolve:ssm:/tradewind/${stageName}/platform/api-domain-name}}`,
    BasePath: name,
    RestApiId: { Ref: REST_API },
    Stage: { Ref: 'ApiGatewayStage' },
  },
});
