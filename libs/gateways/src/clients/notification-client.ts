import { SNSClient } from '@aws-sdk/client-sns';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared SNS client. */
export const notificationClient = lazy(() => new SNSClient(clientDefaults));
