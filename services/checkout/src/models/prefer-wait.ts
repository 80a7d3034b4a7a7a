// Most orders end within two seconds. Each waiting request occupies an instance of the function.
const MAX_WAIT_SECONDS = 10;

/**
 * Parses how long a client prefers to wait for the result. A malformed preference is ignored.
 * https://www.rfc-editor.org/rfc/rfc7240#section-2
 *
 * @param prefer  the `Prefer` header: `respond-async, wait=10`
 * @returns seconds, at most 10; undefined without such a preference
 */
export function parsePreferWait(prefer: string | undefined): number | undefined {
  const wait = (prefer ?? '')
    .split(/[,;]/)
    .flatMap((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1] ?? [])[0];
  return wait === undefined ? undefined : Math.min(Number(wait), MAX_WAIT_SECONDS);
}
