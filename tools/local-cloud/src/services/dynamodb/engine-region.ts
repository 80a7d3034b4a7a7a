import { ACCOUNT_ID, REGION } from '../../../../workspace/src/aws/aws-constants.ts';

// The engines name a region of their own in ARNs: dynoxide says `dynoxide`, DynamoDB Local `ddblocal`.
const ARN_OF_ANY_REGION = new RegExp(`arn:aws:dynamodb:[a-z0-9-]+:${ACCOUNT_ID}:`, 'g');
const ARN_OF_OURS = `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:`;

/** Rewrites the engine's ARNs, and the region of its stream records, to the local cloud's. */
export const toCloudRegion = (text: string, engineRegion: string): string =>
  text
    .replace(ARN_OF_ANY_REGION, ARN_OF_OURS)
    .replaceAll(`"awsRegion":"${engineRegion}"`, `"awsRegion":"${REGION}"`);

/** Rewrites the local cloud's ARNs in a request to the engine's. */
export const toEngineRegion = (text: string, engineRegion: string): string =>
  text.replaceAll(ARN_OF_OURS, `arn:aws:dynamodb:${engineRegion}:${ACCOUNT_ID}:`);
