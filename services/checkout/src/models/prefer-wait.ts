// API Gateway gives up after 29 s; what comes before and after the wait takes its share.
const MAX_WAIT_SECONDS = 20;

/**
 * How long a client would like to wait for the end of what it asks for.
 * A preference that does not read as one is ignored: https://www.rfc-editor.org/rfc/rfc7240#section-2
 *
 * @param prefer  the `Prefer` header: `respond-async, wait=10`
 * @returns seconds, at most 20; undefined without such a preference
 */
export function waitSecondsOf(prefer: string | undefined): number | undefined {
  const wait = (prefer ?? '')
    .split(/[,;]/)
    .flatMap((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1] ?? [])[0];
  return wait === undefined ? undefined : Math.min(Number(wait), MAX_WAIT_SECONDS);
}
