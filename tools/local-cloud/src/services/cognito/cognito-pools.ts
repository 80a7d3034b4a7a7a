import type { Services } from 'cognito-local/lib/services/index.js';

/** The pools, clients and users that cognito-local stores. */
export type CognitoPools = Services['cognito'];
