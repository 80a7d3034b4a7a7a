import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import type { DeployedResource } from '../../../local-cloud/src/contract/resource.ts';
import { listResources, listRetainedResources } from './list-resources.ts';
import { getRemoval, getStackHistories, type Removal, type StackHistory } from './stack-history.ts';

/** The stage of the test, distinct from any developer's stage. */
export const STAGE = 'e2e';
export const REGION = 'us-east-1';

interface StageLocation {
  readonly endpointUrl: string;
  /** The stage's API as {@link openApiDoor} opens it. */
  readonly apiUrl: string;
  readonly stateFolder: string;
  readonly log: (message: string) => void;
}

/** The deployed stage: reads its state and seeds it, through the SDK. */
export interface DeployedStage {
  /** The stacks that exist, by name. */
  stacks(): Promise<ReadonlyMap<string, StackHistory>>;
  /** When a stack was removed, by the stack's id. */
  removal(stackId: string): Promise<Removal>;
  /** @returns the value of a parameter; undefined when it does not exist */
  parameter(name: string): Promise<string | undefined>;
  putParameter(name: string, value: string): Promise<void>;
  deleteParameter(name: string): Promise<void>;
  /** Every resource of the stage that can be listed, deployed or not. */
  listResources(): Promise<readonly string[]>;
  /** The resources of a service that its template retains. */
  listRetainedResources(service: string): Promise<readonly string[]>;
  /** The argument of a service's `local/seed.ts` and `local/start.ts`, with the resources deployed so far. */
  context(services: readonly string[]): Promise<LocalContext>;
}

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export function deployedStage({ endpointUrl, apiUrl, stateFolder, log }: StageLocation): DeployedStage {
  const awsClientConfig = { endpoint: endpointUrl, region: REGION, credentials };
  const stacks = new CloudFormationClient(awsClientConfig);
  const parameters = new SSMClient(awsClientConfig);
  return {
    stacks: () => getStackHistories(stacks),
    removal: (id) => getRemoval(id, stacks),
    async parameter(name) {
      const { Parameters: [found] = [] } = await parameters.send(new GetParametersCommand({ Names: [name] }));
      return found?.Value;
    },
    async putParameter(Name, Value) {
      await parameters.send(new PutParameterCommand({ Name, Value, Type: 'String' }));
    },
    async deleteParameter(Name) {
      await parameters.send(new DeleteParameterCommand({ Name }));
    },
    listResources: () => listResources(awsClientConfig),
    listRetainedResources: (service) => listRetainedResources(toStackName(service), stacks),
    async context(services) {
      const resources = await getPhysicalNames(services, stacks);
      const resource = (service: string, logicalId: string): DeployedResource => {
        const ref = resources.get(`${service}/${logicalId}`);
        if (ref === undefined) throw new Error(`${service} has no deployed resource ${logicalId}.`);
        return { ref };
      };
      return {
        stage: STAGE,
        endpointUrl,
        apiUrl,
        stateFolder,
        credentials,
        awsClientConfig,
        resource,
        tableName: (service, logicalId) => resource(service, logicalId).ref,
        async parameter(name) {
          const { Parameter } = await parameters.send(
            new GetParameterCommand({ Name: name, WithDecryption: true }),
          );
          return Parameter?.Value ?? '';
        },
        async putParameter(name, value, { secure = false } = {}) {
          const Type = secure ? 'SecureString' : 'String';
          await parameters.send(new PutParameterCommand({ Name: name, Value: value, Type, Overwrite: true }));
        },
        log,
      };
    },
  };
}

export const toStackName = (service: string): string => `tradewind-${service}-${STAGE}`;

/** Physical names by `service/LogicalId`. */
async function getPhysicalNames(
  services: readonly string[],
  stacks: CloudFormationClient,
): Promise<ReadonlyMap<string, string>> {
  const resources = new Map<string, string>();
  for (const service of services) {
    const pages = paginateListStackResources({ client: stacks }, { StackName: toStackName(service) });
    for await (const { StackResourceSummaries = [] } of pages)
      for (const { LogicalResourceId, PhysicalResourceId } of StackResourceSummaries)
        resources.set(`${service}/${LogicalResourceId}`, PhysicalResourceId ?? '');
  }
  return resources;
}
