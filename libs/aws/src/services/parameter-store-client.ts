import type {
  GetParameterCommandInput,
  GetParametersCommandInput,
  Parameter as SdkParameter,
} from '@aws-sdk/client-ssm';
import type { ClientConfig, ClientDependencies } from '../aws-client.ts';
import { jsonRpc } from '../protocols/json-rpc.ts';

type Parameter = Pick<SdkParameter, 'Name' | 'Value' | 'Type' | 'Version' | 'ARN'>;

/** Reads parameters of SSM Parameter Store. */
export interface ParameterStoreClient {
  getParameter(input: GetParameterCommandInput): Promise<{ readonly Parameter?: Parameter }>;
  getParameters(
    input: GetParametersCommandInput,
  ): Promise<{ readonly Parameters?: readonly Parameter[]; readonly InvalidParameters?: readonly string[] }>;
}

/** Creates a {@link ParameterStoreClient}. */
export function parameterStoreClient(
  config?: ClientConfig,
  dependencies?: Partial<ClientDependencies>,
): ParameterStoreClient {
  const { call } = jsonRpc(service, config, dependencies);
  return {
    getParameter: (input) => call('GetParameter', input),
    getParameters: (input) => call('GetParameters', input),
  };
}

const service = {
  hostPrefix: 'ssm',
  environmentName: 'SSM',
  signingName: 'ssm',
  targetPrefix: 'AmazonSSM',
  version: '1.1',
} as const;
