import type { ServicePackage } from '../../../workspace/src/services/service-package.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from './rule.ts';
import { artifactSize } from './rules/artifact-size.ts';
import { encryptionAndPublicAccess } from './rules/encryption-and-public-access.ts';
import { clientTimeouts } from './rules/client-timeouts.ts';
import { concurrency } from './rules/concurrency.ts';
import { dashboards } from './rules/dashboards.ts';
import { dataProtection } from './rules/data-protection.ts';
import { deadLetterQueues } from './rules/dead-letter-queues.ts';
import { environmentSize } from './rules/environment-size.ts';
import { logRetention } from './rules/log-retention.ts';
import { unrestrictedAccess } from './rules/unrestricted-access.ts';
import { idempotentPosts } from './rules/idempotent-posts.ts';
import { publicRoutes } from './rules/public-routes.ts';
import { schedules } from './rules/schedules.ts';
import { scopes } from './rules/scopes.ts';
import { stackSize } from './rules/stack-size.ts';
import { subscriptions } from './rules/subscriptions.ts';
import { stateTimeouts } from './rules/state-timeouts.ts';
import { taskDefinitions } from './rules/task-definitions.ts';
import { timeouts } from './rules/timeouts.ts';
import { tracing } from './rules/tracing.ts';
import { webAcl } from './rules/web-acl.ts';

const rules: readonly Rule[] = [
  stackSize,
  environmentSize,
  artifactSize,
  timeouts,
  stateTimeouts,
  clientTimeouts,
  schedules,
  deadLetterQueues,
  subscriptions,
  concurrency,
  logRetention,
  dataProtection,
  encryptionAndPublicAccess,
  unrestrictedAccess,
  publicRoutes,
  idempotentPosts,
  scopes,
  webAcl,
  taskDefinitions,
  tracing,
  dashboards,
];

/**
 * Checks a packaged service against the rules and the limits of `limits.ts`.
 *
 * @param neighbors  packaged services of the same stage, whose functions the workflows of the service invoke
 */
export const checkPolicies = (
  service: ServicePackage,
  neighbors: readonly ServicePackage[] = [],
): Finding[] =>
  rules.flatMap((rule) => rule(service, neighbors).map((finding) => ({ ...finding, service: service.name })));
