import type { LogEvent } from '#libs/logging';
import { matches } from '../../../../workspace/src/log-filters/index.ts';
import type { Evidence } from '../evidence.ts';
import { hole, type Rule } from '../finding.ts';
import { metricFilters } from '../metric-filters.ts';
import { neverInTests } from '../watched-metrics.ts';
import { unknownParts } from './unknown-parts.ts';

/** A filter counts lines that the code really writes; where no test can make it, at least such as it may write. */
export const unmatchedFilters: Rule = ({ name, template }, { lines, catalogs, logGroups }) =>
  metricFilters(template, logGroups).flatMap(({ id, text, pattern, logGroup }) => {
    const ofGroup = lines.filter((one) => one.logGroup === logGroup);
    if (ofGroup.some(({ line }) => matches(pattern, line))) return [];
    if (neverInTests(template.Resources[id]) === undefined)
      return [
        hole(
          id,
          `${text} matches none of the ${ofGroup.length} kinds of lines that the tests saw in ${logGroup ?? 'a log group of another stack'}. Mend the pattern, test what it waits for, or give the alarm "neverInTests" with the reason.`,
        ),
      ];
    return unknownParts(pattern, toEvents(name, catalogs)).map((description) =>
      hole(id, `${text} waits for ${description} of ${name} (src/log-events.ts).`),
    );
  });

/** All that a service may log: its own events, and those of the libraries. */
const toEvents = (service: string, catalogs: Evidence['catalogs']): ReadonlyMap<string, LogEvent> =>
  new Map(
    catalogs
      .filter(({ folder }) => folder.startsWith('libs/') || folder === `services/${service}`)
      .flatMap(({ events }) => Object.entries(events)),
  );
