/** When an endpoint counts as down, and how it comes back. */
export interface CircuitSettings {
  /** In a row, whatever the deliveries. */
  readonly failuresToOpen: number;
  /** Before the first probe, the second, …; the last holds for all that follow. */
  readonly coolDownSeconds: readonly number[];
  /** Without a single success. */
  readonly disableAfterSeconds: number;
}

// A day longer than the specification's longest pause.
const LONGEST_RETRY_SECONDS = 2 * 24 * 60 * 60;
const MOST_RETRIES = 20;
// A message carries it: SQS allows 900 s, and an alarm rings for messages that wait longer than that.
const LONGEST_COOL_DOWN_SECONDS = 600;

/** @throws Error unless the text is a JSON list of whole seconds, ascending */
export function retryDelaysFrom(text: string): number[] {
  const delays = JSON.parse(text) as unknown;
  const fits =
    isListOfSeconds(delays, LONGEST_RETRY_SECONDS) && delays.length <= MOST_RETRIES && isAscending(delays);
  if (!fits)
    throw new Error(
      `retry-delays-seconds must be a JSON list of 1 to ${MOST_RETRIES} ascending numbers up to ${LONGEST_RETRY_SECONDS}, such as [5,300]; it is ${text}`,
    );
  return delays;
}

/** @throws Error unless the text is a JSON object with the three settings */
export function circuitSettingsFrom(text: string): CircuitSettings {
  const settings = JSON.parse(text) as CircuitSettings;
  const fits =
    isListOfSeconds(settings.coolDownSeconds, LONGEST_COOL_DOWN_SECONDS) &&
    isListOfSeconds([settings.failuresToOpen, settings.disableAfterSeconds], Number.MAX_SAFE_INTEGER);
  if (!fits)
    throw new Error(
      `webhook-circuit must be {"failuresToOpen":5,"coolDownSeconds":[60,600],"disableAfterSeconds":432000} or the like, cool-downs up to ${LONGEST_COOL_DOWN_SECONDS}; it is ${text}`,
    );
  return settings;
}

/** @throws Error unless the text is a JSON list of `host:port` or `host:*` */
export function allowListFrom(text: string): string[] {
  const places = JSON.parse(text) as unknown;
  if (!Array.isArray(places) || !places.every((place) => /^[^\s/]+:(\d+|\*)$/.test(String(place))))
    throw new Error(
      `webhook-allow-list must be a JSON list such as ["127.0.0.1:*"], empty in production; it is ${text}`,
    );
  return places.map(String);
}

const isListOfSeconds = (value: unknown, longest: number): value is number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((seconds) => Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= longest);

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= values[index - 1]!);
