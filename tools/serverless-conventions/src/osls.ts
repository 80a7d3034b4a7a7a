import type { DeclaredAlarm } from './alarms/declared-alarms.ts';
import type { PublicRoutes } from './public-routes.ts';
import type { Template } from './template.ts';

/** The part of the plugin interface of the Serverless Framework that the conventions use. */
export interface Osls {
  readonly serviceDir: string;
  readonly service: OslsService;
  readonly classes: { readonly Error: new (message: string) => Error };
  readonly processedInput: { readonly commands: readonly string[] };
  readonly pluginManager: { addPlugin(plugin: unknown): void; getPlugins(): readonly unknown[] };
  readonly configSchemaHandler: { defineFunctionProperties(provider: 'aws', schema: object): void };
  getProvider(name: 'aws'): { getStage(): string };
}

export interface OslsService {
  readonly service: string;
  readonly provider: {
    environment?: Record<string, unknown>;
    compiledCloudFormationTemplate: Template;
    readonly deploymentPrefix?: string;
    readonly logRetentionInDays: number;
    readonly memorySize: number;
    readonly timeout: number;
  };
  readonly functions: Record<string, OslsFunction>;
  package: { individually?: boolean; excludeDevDependencies?: boolean; artifactDirectoryName?: string };
  custom?: {
    /** `lambdalith`: one function for all routes; one for each otherwise. */
    readonly deployment?: string;
    readonly alarms?: Readonly<Record<string, DeclaredAlarm>>;
    readonly publicRoutes?: PublicRoutes;
    /** The reasons why functions need no stored replies, by function: `receive-webhook`. */
    readonly idempotentFunctions?: Readonly<Record<string, string>>;
  };
  readonly resources?: { readonly Resources?: Record<string, unknown> };
}

export interface OslsFunction {
  readonly handler: string;
  readonly name?: string;
  readonly description?: string;
  readonly memorySize?: number;
  readonly timeout?: number;
  readonly reservedConcurrency?: number;
  readonly layers?: readonly unknown[];
  package?: { patterns?: string[] };
  environment?: Record<string, unknown>;
  iamRoleStatements?: object[];
  iamRoleStatementsName?: string;
  /** The reasons why no test uses a grant; read by `npm run checks -- access`. */
  readonly neverCalled?: readonly object[];
  readonly events?: { http?: HttpEvent }[];
}

export interface HttpEvent {
  readonly method: string;
  readonly path: string;
  readonly authorizer?: {
    readonly authorizerId?: { readonly Ref?: string };
    readonly scopes?: readonly string[];
  };
  cors?: object | boolean;
  request?: { parameters?: object; schemas?: object };
}
