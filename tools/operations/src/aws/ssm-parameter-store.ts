import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersCommand,
  paginateGetParametersByPath,
  PutParameterCommand,
  SSMClient,
  type Parameter,
} from '@aws-sdk/client-ssm';
import { clientSettings, isNamed } from './client-settings.ts';
import type { ParameterStore } from './parameter-store.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MAX_NAMES_PER_REQUEST = 10;

/** Parameter Store of one region. */
export function ssmParameterStore(
  region: string,
  client: SSMClient = new SSMClient(clientSettings(region)),
): ParameterStore {
  const write = (Name: string, Value: string, Overwrite: boolean) =>
    client.send(
      new PutParameterCommand({ Name, Value, Overwrite, Type: 'String', Tier: 'Intelligent-Tiering' }),
    );
  return {
    async get(Name) {
      try {
        return (await client.send(new GetParameterCommand({ Name }))).Parameter?.Value;
      } catch (error) {
        if (isNamed(error, 'ParameterNotFound')) return undefined;
        throw error;
      }
    },
    async getAll(names) {
      const found: Parameter[] = [];
      for (let first = 0; first < names.length; first += MAX_NAMES_PER_REQUEST) {
        const Names = names.slice(first, first + MAX_NAMES_PER_REQUEST);
        found.push(...((await client.send(new GetParametersCommand({ Names }))).Parameters ?? []));
      }
      return byName(found);
    },
    async below(Path) {
      const found: Parameter[] = [];
      for await (const { Parameters = [] } of paginateGetParametersByPath(
        { client },
        { Path, Recursive: true },
      ))
        found.push(...Parameters);
      return byName(found);
    },
    async put(name, value) {
      await write(name, value, true);
    },
    async create(name, value) {
      try {
        await write(name, value, false);
        return true;
      } catch (error) {
        if (isNamed(error, 'ParameterAlreadyExists')) return false;
        throw error;
      }
    },
    async remove(Name) {
      try {
        await client.send(new DeleteParameterCommand({ Name }));
      } catch (error) {
        if (!isNamed(error, 'ParameterNotFound')) throw error;
      }
    },
  };
}

const byName = (parameters: readonly Parameter[]): Map<string, string> =>
  new Map(parameters.map(({ Name = '', Value = '' }) => [Name, Value]));
