import { sqsClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared SQS client. */
export const queueClient = lazy(() => sqsClient(clientDefaults));
