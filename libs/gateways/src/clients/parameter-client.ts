import { parameterStoreClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared Parameter Store client. */
export const parameterClient = lazy(() => parameterStoreClient(clientDefaults));
