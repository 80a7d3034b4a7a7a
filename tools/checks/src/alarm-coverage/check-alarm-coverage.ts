import type { ServicePackage } from '../../../workspace/src/services/service-package.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from './rule.ts';
import { alarmNotifications } from './rules/alarm-notifications.ts';
import { errorEvents, untestedLibraryErrors } from './rules/error-events.ts';
import { unknownMetrics } from './rules/unknown-metrics.ts';
import { unmatchedFilters } from './rules/unmatched-filters.ts';
import { unmonitoredResources } from './rules/unmonitored-resources.ts';

const rules: readonly Rule[] = [
  unmatchedFilters,
  errorEvents,
  unmonitoredResources,
  alarmNotifications,
  unknownMetrics,
];

/**
 * Compares the alarms of the packaged services with what their code logged and counted during the tests.
 *
 * @returns failures without an alarm, and alarms that cannot fire or do not notify anyone
 */
export const checkAlarmCoverage = (
  services: readonly Pick<ServicePackage, 'name' | 'stage' | 'template'>[],
  evidence: Evidence,
): Finding[] => [
  ...services.flatMap((service) =>
    rules.flatMap((rule) =>
      rule(service, evidence).map((finding) => ({ ...finding, service: service.name })),
    ),
  ),
  ...untestedLibraryErrors(evidence),
];
