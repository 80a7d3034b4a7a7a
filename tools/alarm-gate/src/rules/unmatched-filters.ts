import { conditionsOf, matches } from '../../../log-filters/src/index.ts';
import { error, type Rule } from '../finding.ts';
import { metricFilters, type TemplateFilter } from '../metric-filters.ts';
import { neverInTests } from '../watched-metrics.ts';

/** A filter counts lines that the code really writes; where no test can make it, at least such as it may write. */
export const unmatchedFilters: Rule = ({ name, template }, { lines, catalogues }) =>
  metricFilters(template).flatMap((filter) => {
    const { id, text, pattern, logGroup } = filter;
    const ofGroup = lines.filter((one) => one.logGroup === logGroup);
    if (ofGroup.some(({ line }) => matches(pattern, line))) return [];
    if (neverInTests(template.Resources[id]) === undefined)
      return [
        error(
          id,
          `${text} matches none of the ${ofGroup.length} kinds of lines that the tests saw in ${logGroup ?? 'a log group of another stack'}. Mend the pattern, test what it waits for, or give the alarm "neverInTests" with the reason.`,
        ),
      ];
    const known = catalogues
      .filter(({ folder }) => folder.startsWith('libs/') || folder === `services/${name}`)
      .flatMap(({ events }) => Object.keys(events));
    return eventsOf(filter)
      .filter((event) => !known.includes(event))
      .map((event) =>
        error(
          id,
          `${text} waits for ${event}, which is in no catalogue that ${name} logs by (src/log-events.ts).`,
        ),
      );
  });

/** The events that a pattern names in full. */
const eventsOf = ({ pattern }: TemplateFilter): string[] =>
  conditionsOf(pattern).flatMap((asked) =>
    asked.kind === 'comparison' &&
    asked.operator === '=' &&
    asked.selector.join('.') === 'event' &&
    asked.operand.kind === 'text' &&
    !asked.operand.value.includes('*')
      ? [asked.operand.value]
      : [],
  );
