import type { ResourceProvider } from '../../contract/local-service.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import {
  createDraft,
  stableId,
  type ApiDraft,
  type AuthorizerProperties,
  type GatewayResponseProperties,
  type MethodProperties,
  type StageProperties,
} from './api-draft.ts';

export interface BasePathMapping {
  readonly apiId: string;
  readonly stage: string;
}

/** What the other resources of an API added to its draft. */
const partsOf = ({
  resources,
  methods,
  models,
  validators,
  authorizers,
  gatewayResponses,
  stages,
}: ApiDraft) => ({ resources, methods, models, validators, authorizers, gatewayResponses, stages });

export interface ApiResources {
  readonly resources: Readonly<Record<string, ResourceProvider>>;
  /** By API id. */
  readonly drafts: ReadonlyMap<string, ApiDraft>;
  /** By base path; the empty path is the root of the domain. */
  readonly basePaths: ReadonlyMap<string, BasePathMapping>;
}

const DESCRIPTION = 'changes nothing that can be seen here';

interface Dependencies {
  /** Called with each API that changed. */
  readonly onChange: (draft: ApiDraft) => void;
  readonly onRemoved: (apiId: string) => void;
}

/** Collects the resources of REST APIs. The RestApi resource is deployed first and creates the draft. */
export function createApiResources({ onChange, onRemoved }: Dependencies): ApiResources {
  const drafts = new Map<string, ApiDraft>();
  const basePaths = new Map<string, BasePathMapping>();

  /** Creates a provider that adds the resource to the draft of its API. */
  const part = (
    declared: Omit<ResourceProvider, 'deploy'>,
    file: (draft: ApiDraft, resource: Resource, ref: string) => string | void,
    drop: (draft: ApiDraft, ref: string, resource: Resource) => void = () => {},
  ): ResourceProvider => ({
    ...declared,
    async remove(resource, { ref }) {
      const draft = drafts.get(String(resource.properties.RestApiId));
      if (!draft) return;
      drop(draft, ref, resource);
      onChange(draft);
    },
    async deploy(resource): Promise<DeployedResource> {
      const draft = drafts.get(String(resource.properties.RestApiId));
      if (!draft)
        throw new Error(
          `${resource.service}: ${resource.logicalId} belongs to an API that no template declares`,
        );
      const id = stableId(resource);
      const ref = file(draft, resource, id) ?? id;
      if (draft.stages.size > 0) onChange(draft);
      return { ref };
    },
  });

  const resources: Record<string, ResourceProvider> = {
    'AWS::ApiGateway::RestApi': {
      honors: ['BinaryMediaTypes', 'DisableExecuteApiEndpoint', 'MinimumCompressionSize'],
      ignores: {
        Name: DESCRIPTION,
        Description: DESCRIPTION,
        EndpointConfiguration: 'every API is on one port of this machine',
        Policy: 'everybody on this machine may call',
        Tags: DESCRIPTION,
      },
      async remove(_resource, { ref }) {
        drafts.delete(ref);
        onRemoved(ref);
      },
      async deploy(resource) {
        const known = drafts.get(stableId(resource));
        const created = createDraft(resource);
        // Keep the parts: they are deployed again only if they changed.
        const draft = known ? { ...created, ...partsOf(known) } : created;
        drafts.set(draft.apiId, draft);
        if (draft.stages.size > 0) onChange(draft);
        return {
          ref: draft.apiId,
          attributes: { RootResourceId: draft.rootResourceId, RestApiId: draft.apiId },
        };
      },
    },
    'AWS::ApiGateway::Resource': part(
      { honors: ['RestApiId', 'ParentId', 'PathPart'] },
      ({ resources: tree }, { properties }, id) => {
        tree.set(id, { parentId: String(properties.ParentId), pathPart: String(properties.PathPart) });
      },
      ({ resources: tree }, ref) => tree.delete(ref),
    ),
    'AWS::ApiGateway::Method': part(
      {
        honors: [
          'RestApiId',
          'ResourceId',
          'HttpMethod',
          'AuthorizationType',
          'AuthorizerId',
          'AuthorizationScopes',
          'ApiKeyRequired',
          'RequestParameters',
          'RequestModels',
          'RequestValidatorId',
          'Integration',
        ],
        ignores: {
          MethodResponses: 'a proxy integration answers what the function answers',
          OperationName: DESCRIPTION,
        },
      },
      ({ methods }, { properties }, id) => void methods.set(id, properties as unknown as MethodProperties),
      ({ methods }, ref) => methods.delete(ref),
    ),
    'AWS::ApiGateway::Model': part(
      {
        honors: ['RestApiId', 'Name', 'Schema'],
        ignores: { ContentType: 'the method says which type has which model', Description: DESCRIPTION },
      },
      ({ models }, { properties }, id) => {
        const { Name: name = id, Schema: schema } = properties;
        models.set(String(name), typeof schema === 'string' ? JSON.parse(schema) : schema);
        return String(name);
      },
      ({ models }, ref) => models.delete(ref),
    ),
    'AWS::ApiGateway::RequestValidator': part(
      {
        honors: ['RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'],
        ignores: { Name: DESCRIPTION },
      },
      ({ validators }, { properties }, id) => {
        const isTrue = (value: unknown): boolean => String(value) === 'true';
        validators.set(id, {
          body: isTrue(properties.ValidateRequestBody),
          parameters: isTrue(properties.ValidateRequestParameters),
        });
      },
      ({ validators }, ref) => validators.delete(ref),
    ),
    'AWS::ApiGateway::Authorizer': part(
      {
        honors: ['RestApiId', 'Type', 'IdentitySource', 'ProviderARNs'],
        ignores: {
          Name: DESCRIPTION,
          AuthorizerResultTtlInSeconds: 'a checked token is cache until it expires',
        },
      },
      ({ authorizers }, { properties }, id) =>
        void authorizers.set(id, properties as unknown as AuthorizerProperties),
      ({ authorizers }, ref) => authorizers.delete(ref),
    ),
    'AWS::ApiGateway::GatewayResponse': part(
      { honors: ['RestApiId', 'ResponseType', 'StatusCode', 'ResponseParameters', 'ResponseTemplates'] },
      ({ gatewayResponses }, { properties }) => {
        const response = properties as unknown as GatewayResponseProperties;
        gatewayResponses.set(response.ResponseType, response);
      },
      ({ gatewayResponses }, _ref, { properties }) => {
        const response = properties as unknown as GatewayResponseProperties;
        // Another resource may have replaced the response of this type.
        if (gatewayResponses.get(response.ResponseType) === response)
          gatewayResponses.delete(response.ResponseType);
      },
    ),
    'AWS::ApiGateway::Deployment': part(
      { honors: ['RestApiId', 'StageName', 'StageDescription'], ignores: { Description: DESCRIPTION } },
      ({ stages }, { properties }) => {
        const { StageName: stageName, StageDescription: description } = properties;
        if (stageName)
          stages.set(String(stageName), { ...(description as object), StageName: String(stageName) });
      },
    ),
    'AWS::ApiGateway::Stage': part(
      {
        honors: ['RestApiId', 'StageName', 'Variables', 'MethodSettings'],
        ignores: {
          DeploymentId: 'the newest template is live at once',
          AccessLogSetting: 'the terminal and the logs of the functions show the requests',
          TracingEnabled: 'the trace id is passed on, nothing is recorded',
          CacheClusterEnabled: 'nothing is cached',
          CacheClusterSize: 'nothing is cached',
          Description: DESCRIPTION,
          Tags: DESCRIPTION,
        },
      },
      ({ stages }, { properties }) => {
        const stage = properties as unknown as StageProperties;
        stages.set(stage.StageName, stage);
        return stage.StageName;
      },
    ),
    'AWS::ApiGateway::BasePathMapping': {
      honors: ['BasePath', 'RestApiId', 'Stage'],
      ignores: { DomainName: 'every domain is this one port' },
      async remove(_resource, { ref }) {
        basePaths.delete(ref);
      },
      async deploy({ properties }) {
        const basePath = String(properties.BasePath ?? '');
        basePaths.set(basePath, { apiId: String(properties.RestApiId), stage: String(properties.Stage) });
        return { ref: basePath };
      },
    },
    'AWS::ApiGateway::DomainName': {
      honors: ['DomainName'],
      ignores: {
        RegionalCertificateArn: 'this port speaks plain HTTP',
        CertificateArn: 'this port speaks plain HTTP',
        EndpointConfiguration: 'every API is on one port of this machine',
        SecurityPolicy: 'this port speaks plain HTTP',
        Tags: DESCRIPTION,
      },
      async deploy({ properties }) {
        const domainName = String(properties.DomainName);
        const target = `d-local.execute-api.us-east-1.amazonaws.com`;
        return {
          ref: domainName,
          attributes: {
            RegionalDomainName: target,
            RegionalHostedZoneId: 'Z1UJRXOUMOOFQ8',
            DistributionDomainName: target,
            DistributionHostedZoneId: 'Z2FDTNDATAQYW2',
          },
        };
      },
    },
    'AWS::ApiGateway::Account': {
      honors: [],
      ignores: { CloudWatchRoleArn: 'access logs are not written here' },
      deploy: async (resource) => ({ ref: stableId(resource) }),
    },
  };
  return { resources, drafts, basePaths };
}
