import type { Credentials } from './credentials.ts';
import type { DeployedResource } from './resource.ts';

/** What a service's `local/seed.ts` and `local/start.ts` are handed: the running cloud, seen by a developer. */
export interface LocalContext {
  readonly stage: string;
  /** The AWS endpoint: `http://localhost:4566`. */
  readonly endpointUrl: string;
  /** The API: `http://localhost:3000`. */
  readonly apiUrl: string;
  readonly stateFolder: string;
  readonly credentials: Credentials;
  /** For the constructor of any client of the AWS SDK. */
  readonly awsClientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: Credentials;
  };
  /** The value of a parameter, decrypted. Throws where there is none of that name. */
  parameter(name: string): Promise<string>;
  putParameter(name: string, value: string, options?: { secure?: boolean }): Promise<void>;
  /** The physical name of a table: `tableName('catalog', 'ProductsTable')`. */
  tableName(service: string, logicalId: string): string;
  /** A deployed resource. Throws in `start.ts`, which runs before anything is deployed. */
  resource(service: string, logicalId: string): DeployedResource;
  log(message: string): void;
}

/** The default export of `services/NAME/local/seed.ts`: fills a fresh state, once. */
export type Seed = (local: LocalContext) => Promise<void>;

/**
 * The default export of `services/NAME/local/start.ts`: starts what stands in for the outside world, such as a payment
 * provider, at each boot and before the templates are deployed, so that they may refer to parameters it puts.
 */
export type StartCompanion = (local: LocalContext) => Promise<Companion>;
export interface Companion {
  stop(): Promise<void>;
}
