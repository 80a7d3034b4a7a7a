import { SNSClient } from '@aws-sdk/client-sns';
import { bounded } from './bounded.ts';
import { once } from './once.ts';

/** SNS. */
export const notificationClient = once(() => new SNSClient(bounded));
