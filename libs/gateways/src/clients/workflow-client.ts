import { SFNClient } from '@aws-sdk/client-sfn';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared Step Functions client. */
export const workflowClient = lazy(() => new SFNClient(clientDefaults));
