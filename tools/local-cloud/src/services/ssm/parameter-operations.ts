import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { AwsError } from '../../contract/aws-error.ts';
import {
  type ParameterStore,
  type ParameterType,
  type ParameterVersion,
  validateParameter,
} from './parameter-store.ts';

/** The request fields of all operations together. */
interface Input {
  Name: string;
  Names: readonly string[];
  Path: string;
  Value: string;
  Type?: ParameterType;
  Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
  Description?: string;
  Overwrite?: boolean;
  Recursive?: boolean;
  WithDecryption?: boolean;
  MaxResults?: number;
  NextToken?: string;
  ParameterFilters?: readonly { Key: string; Option?: string; Values?: readonly string[] }[];
}

export type ParameterOperation = (input: Input) => object;

const MAX_NAMES = 10;
const STANDARD_BYTES = 4096;

/** The operations of Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html */
export function parameterOperations(store: ParameterStore): Readonly<Record<string, ParameterOperation>> {
  const findVersion = (reference: string): ParameterVersion | undefined => {
    const { name, version } = parseReference(reference);
    const found = store.get(name, version);
    if (found === undefined && version !== undefined && store.get(name) !== undefined)
      throw new AwsError(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${version} of ${name}.`,
      );
    return found;
  };

  return {
    PutParameter(input) {
      const current = store.get(input.Name);
      if (current !== undefined && !input.Overwrite)
        throw new AwsError(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        );
      const type = input.Type ?? current?.type;
      if (type === undefined)
        throw new AwsError(
          'ValidationException',
          'A parameter type is required when you create a parameter.',
        );
      const parameter = {
        name: input.Name,
        type,
        value: input.Value,
        tier: toTier(input),
        description: input.Description,
      };
      validateParameter(parameter);
      return { Version: store.put(parameter), Tier: parameter.tier };
    },
    GetParameter(input) {
      const found = findVersion(input.Name);
      if (found === undefined) throw toNotFoundError(input.Name);
      return { Parameter: toParameter(found, input.WithDecryption) };
    },
    GetParameters(input) {
      if (input.Names.length > MAX_NAMES)
        throw new AwsError(
          'ValidationException',
          `Member must have length less than or equal to ${MAX_NAMES}`,
        );
      const found = input.Names.map((name) => [name, findVersion(name)] as const);
      return {
        Parameters: found.flatMap(([, version]) =>
          version ? [toParameter(version, input.WithDecryption)] : [],
        ),
        InvalidParameters: found.flatMap(([name, version]) => (version ? [] : [name])),
      };
    },
    GetParametersByPath(input) {
      const prefix = input.Path.endsWith('/') ? input.Path : `${input.Path}/`;
      const matching = store
        .list()
        .filter(
          ({ name }) =>
            name.startsWith(prefix) && (input.Recursive || !name.slice(prefix.length).includes('/')),
        );
      const { items, next } = paginate(matching, input, 10);
      return { Parameters: items.map((version) => toParameter(version, input.WithDecryption)), ...next };
    },
    DescribeParameters(input) {
      const { items, next } = paginate(
        store.list().filter((version) => matchesFilters(version, input)),
        input,
        50,
      );
      return { Parameters: items.map(toMetadata), ...next };
    },
    GetParameterHistory(input) {
      const versions = store.history(input.Name);
      if (versions.length === 0) throw toNotFoundError(input.Name);
      const { items, next } = paginate(versions, input, 50);
      return {
        Parameters: items.map((version) => ({
          ...toMetadata(version),
          Value: toResponseValue(version, input.WithDecryption),
        })),
        ...next,
      };
    },
    DeleteParameter(input) {
      if (!store.remove(input.Name)) throw toNotFoundError(input.Name);
      return {};
    },
    DeleteParameters(input) {
      const removed = new Set(input.Names.filter((name) => store.remove(name)));
      return {
        DeletedParameters: [...removed],
        InvalidParameters: input.Names.filter((name) => !removed.has(name)),
      };
    },
  };
}

/** A parameter is referenced by name or ARN, optionally followed by `:VERSION`. */
function parseReference(reference: string): { name: string; version: number | undefined } {
  const name = reference.replace(/^arn:[^/]*:parameter(?=\/)/, '');
  const [, bare = name, version] = /^(.*?)(?::(\d+))?$/.exec(name) ?? [];
  return { name: bare, version: version === undefined ? undefined : Number(version) };
}

function toTier({ Tier = 'Standard', Value }: Input): 'Standard' | 'Advanced' {
  if (Tier !== 'Intelligent-Tiering') return Tier;
  return Buffer.byteLength(Value) > STANDARD_BYTES ? 'Advanced' : 'Standard';
}

function matchesFilters(version: ParameterVersion, { ParameterFilters = [] }: Input): boolean {
  return ParameterFilters.every(({ Key, Option = 'Equals', Values = [] }) => {
    if (Key !== 'Name' && Key !== 'Type')
      throw new AwsError(
        'InvalidFilterKey',
        `The filter key ${Key} is not supported locally. Use Name or Type.`,
      );
    const actual = Key === 'Name' ? version.name : version.type;
    return Values.some((value) => {
      if (Option === 'BeginsWith') return actual.startsWith(value);
      return Option === 'Contains' ? actual.includes(value) : actual === value;
    });
  });
}

function paginate<T>(all: readonly T[], { NextToken, MaxResults }: Input, maxPageSize: number) {
  const start = Number(NextToken ?? 0);
  const end = start + Math.min(MaxResults ?? maxPageSize, maxPageSize);
  return { items: all.slice(start, end), next: end < all.length ? { NextToken: String(end) } : {} };
}

const toParameterArn = (name: string): string => arn('ssm', `parameter/${name.replace(/^\//, '')}`);

/** Without decryption, a SecureString is returned as ciphertext. */
const toResponseValue = ({ type, value }: ParameterVersion, isDecrypted = false): string =>
  type === 'SecureString' && !isDecrypted ? Buffer.from(`encrypted ${value}`).toString('base64') : value;

const toParameter = (version: ParameterVersion, isDecrypted: boolean | undefined) => ({
  Name: version.name,
  Type: version.type,
  Value: toResponseValue(version, isDecrypted),
  Version: version.version,
  LastModifiedDate: version.lastModifiedSeconds,
  ARN: toParameterArn(version.name),
  DataType: 'text',
});

const toMetadata = (version: ParameterVersion) => ({
  Name: version.name,
  Type: version.type,
  Version: version.version,
  Tier: version.tier,
  LastModifiedDate: version.lastModifiedSeconds,
  ARN: toParameterArn(version.name),
  DataType: 'text',
  ...(version.description === null ? {} : { Description: version.description }),
  ...(version.type === 'SecureString' ? { KeyId: 'alias/aws/ssm' } : {}),
});

const toNotFoundError = (name: string) => new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
