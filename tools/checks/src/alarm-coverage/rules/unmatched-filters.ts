import type { LogEvent } from '#libs/logging';
import { matches } from '../../../../workspace/src/log-filters/index.ts';
import type { Evidence } from '../evidence.ts';
import { gap, type Rule } from '../rule.ts';
import { metricFilters } from '../metric-filters.ts';
import { neverInTests } from '../alarm-metrics.ts';
import { unknownReferences } from './unknown-references.ts';

/** Every metric filter matches a log line of the tests or, if no test can cause one, refers to declared log events. */
export const unmatchedFilters: Rule = ({ name, template }, { lines, catalogs, logGroups }) =>
  metricFilters(template, logGroups).flatMap(({ id, text, pattern, logGroup }) => {
    const groupLines = lines.filter((one) => one.logGroup === logGroup);
    if (groupLines.some(({ line }) => matches(pattern, line))) return [];
    if (neverInTests(template.Resources[id]) === undefined)
      return [
        gap(
          id,
          `${text} matches none of the ${groupLines.length} kinds of log lines of the tests in ${logGroup ?? 'a log group of another stack'}. Fix the pattern, test the code that logs the event, or give the reason in "neverInTests".`,
        ),
      ];
    return unknownReferences(pattern, declaredEvents(name, catalogs)).map((reference) =>
      gap(
        id,
        `${text} refers to ${reference} of ${name}. Fix the pattern, or declare it in src/log-events.ts.`,
      ),
    );
  });

/** The declared log events of a service and of the libraries. */
const declaredEvents = (service: string, catalogs: Evidence['catalogs']): ReadonlyMap<string, LogEvent> =>
  new Map(
    catalogs
      .filter(({ folder }) => folder.startsWith('libs/') || folder === `services/${service}`)
      .flatMap(({ events }) => Object.entries(events)),
  );
