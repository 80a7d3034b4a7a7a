import type { ParameterSource } from '#libs/config';
import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { parameterClient } from './clients/parameter-client.ts';

/** Parameter Store as a source of typed parameters; SecureStrings come decrypted. */
export const parameterStore = (client: SSMClient = parameterClient()): ParameterSource => ({
  async read(name) {
    try {
      const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  },
});
