import { keyManagementClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared KMS client. */
export const keyClient = lazy(() => keyManagementClient(clientDefaults));
