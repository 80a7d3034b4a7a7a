import type { ParameterSource } from '#libs/config';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { parameterClient } from './clients/parameter-client.ts';

/** The most that GetParameters takes: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES_AT_ONCE = 10;

/** Parameter Store as a source of typed parameters; SecureStrings come decrypted. */
export const parameterStore = (client: SSMClient = parameterClient()): ParameterSource => ({
  async read(names) {
    const answers = await Promise.all(
      batchesOf(names).map((Names) => client.send(new GetParametersCommand({ Names, WithDecryption: true }))),
    );
    const found = answers.flatMap(({ Parameters = [] }) => Parameters);
    return new Map(found.map(({ Name = '', Value = '' }) => [Name, Value]));
  },
});

const batchesOf = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / NAMES_AT_ONCE) }, (_, batch) =>
    names.slice(batch * NAMES_AT_ONCE, (batch + 1) * NAMES_AT_ONCE),
  );
