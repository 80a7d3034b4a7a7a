import { SSMClient } from '@aws-sdk/client-ssm';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared Parameter Store client. */
export const parameterClient = lazy(() => new SSMClient(clientDefaults));
