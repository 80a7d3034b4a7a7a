import { SFNClient } from '@aws-sdk/client-sfn';
import { bounded } from './bounded.ts';
import { once } from './once.ts';

/** Step Functions. */
export const workflowClient = once(() => new SFNClient(bounded));
