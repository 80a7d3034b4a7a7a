import { SQSClient } from '@aws-sdk/client-sqs';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared SQS client, for sending. Its request timeout is too short for long polling. */
export const queueClient = lazy(() => new SQSClient(clientDefaults));
