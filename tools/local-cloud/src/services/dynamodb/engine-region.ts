import { ACCOUNT_ID, REGION } from '../../../../workspace/src/aws/aws-constants.ts';

// The engines use their own region in ARNs: `dynoxide` or, in DynamoDB Local, `ddblocal`.
const ANY_REGION_ARN_PREFIX = new RegExp(`arn:aws:dynamodb:[a-z0-9-]+:${ACCOUNT_ID}:`, 'g');
const LOCAL_ARN_PREFIX = `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:`;

/** Replaces the region of the engine, in ARNs and stream records, with the region of the local cloud. */
export const toCloudRegion = (text: string, engineRegion: string): string =>
  text
    .replace(ANY_REGION_ARN_PREFIX, LOCAL_ARN_PREFIX)
    .replaceAll(`"awsRegion":"${engineRegion}"`, `"awsRegion":"${REGION}"`);

/** Replaces the region of the local cloud in the ARNs of a request with the region of the engine. */
export const toEngineRegion = (text: string, engineRegion: string): string =>
  text.replaceAll(LOCAL_ARN_PREFIX, `arn:aws:dynamodb:${engineRegion}:${ACCOUNT_ID}:`);
