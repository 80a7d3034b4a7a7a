import type { ServicePackage } from '../../deploy/src/packages/service-package.ts';
import type { Finding, Rule } from './finding.ts';
import { artifactSize } from './rules/artifact-size.ts';
import { closedDoors } from './rules/closed-doors.ts';
import { concurrency } from './rules/concurrency.ts';
import { dataSafety } from './rules/data-safety.ts';
import { deadLetters } from './rules/dead-letters.ts';
import { environmentSize } from './rules/environment-size.ts';
import { logRetention } from './rules/log-retention.ts';
import { stackSize } from './rules/stack-size.ts';
import { timeouts } from './rules/timeouts.ts';
import { tracing } from './rules/tracing.ts';

const rules: readonly Rule[] = [
  stackSize,
  environmentSize,
  artifactSize,
  timeouts,
  deadLetters,
  concurrency,
  logRetention,
  dataSafety,
  closedDoors,
  tracing,
];

/**
 * Holds a packaged service against the budgets of `limits.ts`.
 *
 * @returns what breaks one, or is about to; empty where all is well
 */
export const checkBudgets = (service: ServicePackage): Finding[] =>
  rules.flatMap((rule) => rule(service).map((finding) => ({ ...finding, service: service.name })));

/** One line of a finding, for people. */
export const findingLine = ({ severity, service, resource, says }: Finding): string =>
  `${severity}  ${[service, resource].filter(Boolean).join('/')}  ${says}`;
