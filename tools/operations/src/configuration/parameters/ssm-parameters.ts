import {
  GetParametersCommand,
  paginateGetParameterHistory,
  PutParameterCommand,
  type Parameter,
  type ParameterHistory,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { isNamed } from '../../aws/client-settings.ts';
import type { StoredParameters, StoredVersion } from './stored-parameters.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MAX_NAMES_PER_REQUEST = 10;

/** Parameter Store of AWS or of `npm start`, depending on the client. */
export const ssmParameters = (client: SSMClient): StoredParameters => ({
  async current(names) {
    const found: Parameter[] = [];
    for (let first = 0; first < names.length; first += MAX_NAMES_PER_REQUEST) {
      const Names = names.slice(first, first + MAX_NAMES_PER_REQUEST);
      const { Parameters = [] } = await client.send(
        new GetParametersCommand({ Names, WithDecryption: true }),
      );
      found.push(...Parameters);
    }
    return new Map(found.map((parameter) => [parameter.Name ?? '', storedVersion(parameter)]));
  },
  async history(Name) {
    const versions: StoredVersion[] = [];
    try {
      for await (const { Parameters = [] } of paginateGetParameterHistory(
        { client },
        { Name, WithDecryption: true },
      ))
        versions.push(...Parameters.map(storedVersion));
    } catch (error) {
      if (!isNamed(error, 'ParameterNotFound')) throw error;
    }
    return versions.toReversed();
  },
  async set(Name, Value, { isSecret, description: Description }) {
    const Type = isSecret ? 'SecureString' : 'String';
    const { Version = 0 } = await client.send(
      new PutParameterCommand({ Name, Value, Type, Description, Overwrite: true }),
    );
    return Version;
  },
});

const storedVersion = ({
  Value = '',
  Version = 0,
  Type,
  LastModifiedDate,
  ...more
}: Parameter & ParameterHistory): StoredVersion => ({
  value: Value,
  version: Version,
  isEncrypted: Type === 'SecureString',
  changedAt: LastModifiedDate ?? new Date(0),
  changedBy: more.LastModifiedUser,
});
