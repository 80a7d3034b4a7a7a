import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { FunctionDefinition } from './function-definition.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Returns the environment variables of a function: those that Lambda sets, those of the template, and the AWS endpoint.
 * Only PATH comes from the host, so that a variable that is missing on AWS is also missing here.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment({
  definition,
  accessKey,
  endpointUrl,
  layersFolder,
}: {
  definition: FunctionDefinition;
  accessKey: AccessKey;
  endpointUrl: string;
  layersFolder: string;
}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...definition.environment,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
    // There is no metadata service; a request to it would take seconds to fail.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySizeMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_LOG_FORMAT: definition.logsAsJson ? 'JSON' : 'Text',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: '/var/task',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_LAYERS_FOLDER: layersFolder,
    _HANDLER: definition.handler,
  };
}
