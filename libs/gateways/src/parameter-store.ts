import type { ParameterSource } from '#libs/config';
import type { ParameterStoreClient } from '#libs/aws';
import { parameterClient } from './clients/parameter-client.ts';

/** The maximum number of names per GetParameters call: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const BATCH_SIZE = 10;

/** Creates the {@link ParameterSource} over Parameter Store. It decrypts SecureStrings. */
export const parameterStore = (client: ParameterStoreClient = parameterClient()): ParameterSource => ({
  async read(names) {
    const answers = await Promise.all(
      toBatches(names).map((Names) => client.getParameters({ Names, WithDecryption: true })),
    );
    const found = answers.flatMap(({ Parameters = [] }) => Parameters);
    return new Map(found.map(({ Name = '', Value = '' }) => [Name, Value]));
  },
});

const toBatches = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / BATCH_SIZE) }, (_, batch) =>
    names.slice(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE),
  );
