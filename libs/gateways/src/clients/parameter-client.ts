import { SSMClient } from '@aws-sdk/client-ssm';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** Parameter Store. */
export const parameterClient = lazy(() => new SSMClient(clientDefaults));
