import { stepFunctionsClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared Step Functions client. */
export const workflowClient = lazy(() => stepFunctionsClient(clientDefaults));
