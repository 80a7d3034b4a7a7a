import { SQSClient } from '@aws-sdk/client-sqs';
import { bounded } from './bounded.ts';
import { once } from './once.ts';

/** SQS, for sending; long polls need a longer timeout. */
export const queueClient = once(() => new SQSClient(bounded));
