import { PARTITION, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { CompiledApi } from './compile-api.ts';

/** The ARN of the stage of an API. The format has no account id. */
export const stageArn = ({ apiId, stage }: Pick<CompiledApi, 'apiId' | 'stage'>): string =>
  `arn:${PARTITION}:apigateway:${REGION}::/restapis/${apiId}/stages/${stage.StageName}`;
