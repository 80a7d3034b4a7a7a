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
import { everythingThere, keptResources } from './leftovers.ts';
import { removalOf, stackHistories, type Removal, type StackHistory } from './stack-history.ts';

/** What everything here is deployed as. Its name is its own: no developer's stage is touched by accident. */
export const STAGE = 'proof';
export const REGION = 'us-east-1';

interface Place {
  readonly endpointUrl: string;
  /** The stage's API as {@link openApiDoor} opens it. */
  readonly apiUrl: string;
  readonly stateFolder: string;
  readonly log: (message: string) => void;
}

/** The stage on the emulated AWS, for looking at it from outside and for filling it. */
export interface DeployedStage {
  /** The stacks that exist, by name. */
  stacks(): Promise<ReadonlyMap<string, StackHistory>>;
  /** When a stack was removed, by the id it had. */
  removal(stackId: string): Promise<Removal>;
  /** @returns a parameter's value, or nothing where there is none */
  parameter(name: string): Promise<string | undefined>;
  putParameter(name: string, value: string): Promise<void>;
  deleteParameter(name: string): Promise<void>;
  /** Whatever can be listed of the stage, deployed or not. */
  everythingThere(): Promise<readonly string[]>;
  /** What of a service outlives its stack, because its template says so. */
  kept(service: string): Promise<readonly string[]>;
  /** What a service's `local/seed.ts` and `local/start.ts` are handed, with the resources deployed so far. */
  context(services: readonly string[]): Promise<LocalContext>;
}

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Looks at the stage through the SDK. */
export function deployedStage({ endpointUrl, apiUrl, stateFolder, log }: Place): DeployedStage {
  const awsClientConfig = { endpoint: endpointUrl, region: REGION, credentials };
  const stacks = new CloudFormationClient(awsClientConfig);
  const parameters = new SSMClient(awsClientConfig);
  return {
    stacks: () => stackHistories(stacks),
    removal: (id) => removalOf(id, stacks),
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
    everythingThere: () => everythingThere(awsClientConfig),
    kept: (service) => keptResources(stackNameOf(service), stacks),
    async context(services) {
      const resources = await resourcesOf(services, stacks);
      const resource = (service: string, logicalId: string): DeployedResource => {
        const ref = resources.get(`${service}/${logicalId}`);
        if (ref === undefined) throw new Error(`${service} has deployed no ${logicalId}.`);
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

export const stackNameOf = (service: string): string => `tradewind-${service}-${STAGE}`;

/** Physical names by `service/LogicalId`. */
async function resourcesOf(
  services: readonly string[],
  stacks: CloudFormationClient,
): Promise<ReadonlyMap<string, string>> {
  const resources = new Map<string, string>();
  for (const service of services) {
    const pages = paginateListStackResources({ client: stacks }, { StackName: stackNameOf(service) });
    for await (const { StackResourceSummaries = [] } of pages)
      for (const { LogicalResourceId, PhysicalResourceId } of StackResourceSummaries)
        resources.set(`${service}/${LogicalResourceId}`, PhysicalResourceId ?? '');
  }
  return resources;
}
