import type { Credentials } from './credentials.ts';
import type { DeployedResource } from './resource.ts';

/** What a service's `local/seed.ts` and `local/start.ts` receive: access to the running local cloud as a developer. */
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
  /** Returns the decrypted value of a parameter. @throws Error if the parameter does not exist */
  parameter(name: string): Promise<string>;
  putParameter(name: string, value: string, options?: { secure?: boolean }): Promise<void>;
  /** The physical name of a table: `tableName('catalog', 'ProductsTable')`. */
  tableName(service: string, logicalId: string): string;
  /** Returns a deployed resource. @throws Error in `start.ts`, which runs before the deployment */
  resource(service: string, logicalId: string): DeployedResource;
  log(message: string): void;
}

/** The default export of `services/NAME/local/seed.ts`: seeds a fresh state once. */
export type Seed = (local: LocalContext) => Promise<void>;

/**
 * The default export of `services/NAME/local/start.ts`: starts a companion, such as a simulated payment provider. It runs
 * at every start, before the templates are deployed, so that they can refer to the parameters it puts.
 */
export type StartCompanion = (local: LocalContext) => Promise<Companion>;
export interface Companion {
  stop(): Promise<void>;
}
