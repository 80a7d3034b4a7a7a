import { SSMClient } from '@aws-sdk/client-ssm';
import { bounded } from './bounded.ts';
import { once } from './once.ts';

/** Parameter Store. */
export const parameterClient = once(() => new SSMClient(bounded));
