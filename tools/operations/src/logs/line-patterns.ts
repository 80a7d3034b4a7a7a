import { matches, parseFilterPattern, type FilterPattern } from '../../../workspace/src/log-filters/index.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { levels, type LogOptions } from './log-options.ts';

type Wanted = Pick<LogOptions, 'level' | 'event' | 'correlationId' | 'filter'>;

/**
 * What Lambda writes when a function crashes. It is not JSON, so the pattern consists of terms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-unstructured-log-events.html
 */
const DEATHS = ['Task timed out', 'Invoke Error', 'Uncaught Exception', 'Unhandled Promise', 'Runtime.'];

/**
 * The CloudWatch filter patterns for the options: one pattern, and for errors a second one for crashes. No pattern selects
 * all lines.
 *
 * @throws CommandError when `filter` is not a pattern for JSON
 */
export function getPatterns(wanted: Wanted): string[] {
  const { level, event, correlationId, filter } = wanted;
  const worse = level === undefined ? [] : levels.slice(levels.indexOf(level));
  const conditions = [
    worse.map((each) => `$.level = "${each.toUpperCase()}"`).join(' || '),
    event && `$.event = ${JSON.stringify(event)}`,
    correlationId && `$.correlationId = ${JSON.stringify(correlationId)}`,
    filter && conditionIn(filter),
  ].filter((condition) => condition !== undefined && condition !== '');
  if (conditions.length === 0) return [];
  const ofFields = `{ ${conditions.map((condition) => `(${condition})`).join(' && ')} }`;
  return showsDeaths(wanted) ? [ofFields, DEATHS.map((words) => `?"${words}"`).join(' ')] : [ofFields];
}

/** @returns whether CloudWatch would select the line by {@link patternsOf} */
export function lineFilter(wanted: Wanted): (text: string) => boolean {
  const [pattern] = getPatterns(wanted);
  if (pattern === undefined) return () => true;
  const parsed = parseFilterPattern(pattern);
  return (text) =>
    (showsDeaths(wanted) && DEATHS.some((words) => text.includes(words))) || isMatch(parsed, text);
}

/** Crash lines contain neither an event nor a correlation ID, so these filters exclude them. */
const showsDeaths = ({ level, event, correlationId, filter }: Wanted): boolean =>
  level === 'error' && !event && !correlationId && !filter;

function isMatch(pattern: FilterPattern, text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    return matches(pattern, JSON.parse(text));
  } catch {
    return false;
  }
}

function conditionIn(filter: string): string {
  try {
    parseFilterPattern(filter);
  } catch (error) {
    throw new CommandError(
      `Invalid --filter. Use a pattern for JSON fields, such as '{ $.orderId = "ord_1" }': ${(error as Error).message}`,
    );
  }
  return filter.trim().slice(1, -1).trim();
}
