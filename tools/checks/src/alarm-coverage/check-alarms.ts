import type { ServicePackage } from '../../../workspace/src/templates/service-package.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, Rule } from './finding.ts';
import { alarmCards } from './rules/alarm-cards.ts';
import { errorEvents, unprovenLibraryEvents } from './rules/error-events.ts';
import { unknownMetrics } from './rules/unknown-metrics.ts';
import { unmatchedFilters } from './rules/unmatched-filters.ts';
import { unwatchedEnds } from './rules/unwatched-ends.ts';

const rules: readonly Rule[] = [unmatchedFilters, errorEvents, unwatchedEnds, alarmCards, unknownMetrics];

/**
 * Holds the alarms of the packaged services against what their code was seen to log and count.
 *
 * @returns what would happen without anybody hearing of it; empty where all is well
 */
export const checkAlarms = (
  services: readonly Pick<ServicePackage, 'name' | 'stage' | 'template'>[],
  evidence: Evidence,
): Finding[] => [
  ...services.flatMap((service) =>
    rules.flatMap((rule) =>
      rule(service, evidence).map((finding) => ({ ...finding, service: service.name })),
    ),
  ),
  ...unprovenLibraryEvents(evidence),
];

/** One line of a finding, for people. */
export const findingLine = ({ service, subject, description }: Finding): string =>
  `${service}/${subject}  ${description}`;
