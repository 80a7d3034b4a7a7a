import { createHash } from 'node:crypto';
import type { Resource } from '../../contract/resource.ts';

/** A REST API during the deployment of its resources. */
export interface ApiDraft {
  readonly apiId: string;
  readonly service: string;
  /** The `ApiName` dimension of its metrics. */
  readonly name: string;
  readonly rootResourceId: string;
  readonly binaryMediaTypes: readonly string[];
  /** Whether the API has an address of its own, in addition to those of domains. */
  readonly hasDefaultEndpoint: boolean;
  /** Responses of integrations are compressed from this size on; undefined: never. */
  readonly minimumCompressionBytes: number | undefined;
  readonly resources: Map<string, { parentId: string; pathPart: string }>;
  readonly methods: Map<string, MethodProperties>;
  /** By name. */
  readonly models: Map<string, unknown>;
  readonly validators: Map<string, { body: boolean; parameters: boolean }>;
  readonly authorizers: Map<string, AuthorizerProperties>;
  readonly gatewayResponses: Map<string, GatewayResponseProperties>;
  readonly stages: Map<string, StageProperties>;
}

export interface MethodProperties {
  ResourceId: string;
  HttpMethod: string;
  AuthorizationType?: string;
  AuthorizerId?: string;
  AuthorizationScopes?: string[];
  ApiKeyRequired?: boolean;
  RequestParameters?: Record<string, boolean | string>;
  RequestModels?: Record<string, string>;
  RequestValidatorId?: string;
  Integration?: IntegrationProperties;
}

export interface IntegrationProperties {
  Type: string;
  Uri?: string;
  TimeoutInMillis?: number;
  IntegrationResponses?: {
    StatusCode: string;
    ResponseParameters?: Record<string, string>;
    ResponseTemplates?: Record<string, string>;
  }[];
}

export interface AuthorizerProperties {
  Type: string;
  IdentitySource?: string;
  IdentityValidationExpression?: string;
  ProviderARNs?: string[];
}

export interface GatewayResponseProperties {
  ResponseType: string;
  StatusCode?: string;
  ResponseParameters?: Record<string, string>;
  ResponseTemplates?: Record<string, string>;
}

export interface StageProperties {
  StageName: string;
  Variables?: Record<string, string>;
  MethodSettings?: MethodSetting[];
}

export interface MethodSetting {
  HttpMethod?: string;
  ResourcePath?: string;
  ThrottlingRateLimit?: number;
  ThrottlingBurstLimit?: number;
}

/** An id of ten characters, as on AWS, that is the same after each restart. */
export const stableId = (
  { stackName, logicalId }: Pick<Resource, 'stackName' | 'logicalId'>,
  purpose = '',
): string =>
  BigInt(`0x${createHash('sha256').update(`${stackName}/${logicalId}${purpose}`).digest('hex')}`)
    .toString(36)
    .slice(0, 10);

export function createDraft(resource: Resource): ApiDraft {
  return {
    apiId: stableId(resource),
    service: resource.service,
    name: String(resource.properties.Name ?? resource.logicalId),
    rootResourceId: stableId(resource, '/root'),
    binaryMediaTypes: (resource.properties.BinaryMediaTypes as string[] | undefined) ?? [],
    hasDefaultEndpoint: String(resource.properties.DisableExecuteApiEndpoint) !== 'true',
    minimumCompressionBytes: toBytes(resource.properties.MinimumCompressionSize),
    resources: new Map(),
    methods: new Map(),
    models: new Map(),
    validators: new Map(),
    authorizers: new Map(),
    gatewayResponses: new Map(),
    stages: new Map(),
  };
}

const toBytes = (size: unknown): number | undefined => (size === undefined ? undefined : Number(size));
