import type { ServicePackage } from '../../../workspace/src/templates/service-package.ts';
import type { Finding, Rule } from './finding.ts';
import { artifactSize } from './rules/artifact-size.ts';
import { closedDoors } from './rules/closed-doors.ts';
import { concurrency } from './rules/concurrency.ts';
import { dashboards } from './rules/dashboards.ts';
import { dataSafety } from './rules/data-safety.ts';
import { deadLetters } from './rules/dead-letters.ts';
import { environmentSize } from './rules/environment-size.ts';
import { logRetention } from './rules/log-retention.ts';
import { openPolicies } from './rules/open-policies.ts';
import { publicRoutes } from './rules/public-routes.ts';
import { schedules } from './rules/schedules.ts';
import { stackSize } from './rules/stack-size.ts';
import { taskTimeouts } from './rules/task-timeouts.ts';
import { tasks } from './rules/tasks.ts';
import { timeouts } from './rules/timeouts.ts';
import { tracing } from './rules/tracing.ts';

const rules: readonly Rule[] = [
  stackSize,
  environmentSize,
  artifactSize,
  timeouts,
  taskTimeouts,
  schedules,
  deadLetters,
  concurrency,
  logRetention,
  dataSafety,
  closedDoors,
  openPolicies,
  publicRoutes,
  tasks,
  tracing,
  dashboards,
];

/**
 * Holds a packaged service against the budgets of `limits.ts`.
 *
 * @param neighbors  packages of the same stage, whose functions its workflows call
 * @returns what breaks one, or is about to; empty where all is well
 */
export const checkBudgets = (service: ServicePackage, neighbors: readonly ServicePackage[] = []): Finding[] =>
  rules.flatMap((rule) => rule(service, neighbors).map((finding) => ({ ...finding, service: service.name })));

/** One line of a finding, for people. */
export const findingLine = ({ severity, service, resource, description }: Finding): string =>
  `${severity}  ${[service, resource].filter(Boolean).join('/')}  ${description}`;
