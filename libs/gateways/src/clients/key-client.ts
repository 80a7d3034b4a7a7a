import { KMSClient } from '@aws-sdk/client-kms';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared KMS client. */
export const keyClient = lazy(() => new KMSClient(clientDefaults));
