import { snsClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared SNS client. */
export const notificationClient = lazy(() => snsClient(clientDefaults));
