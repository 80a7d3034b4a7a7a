import { SQSClient } from '@aws-sdk/client-sqs';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** SQS, for sending; long polls need a longer timeout. */
export const queueClient = lazy(() => new SQSClient(clientDefaults));
