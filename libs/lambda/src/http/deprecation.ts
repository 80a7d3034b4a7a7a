/** When a route was deprecated, and when it will be removed: dates such as `2030-01-31`. */
export interface Deprecation {
  readonly since: string;
  readonly sunset: string;
}

/**
 * The headers that announce the removal of a route.
 * https://www.rfc-editor.org/rfc/rfc9745 (Deprecation), https://www.rfc-editor.org/rfc/rfc8594 (Sunset)
 */
export const deprecationHeaders = ({ since, sunset }: Deprecation): Record<string, string> => ({
  Deprecation: `@${Date.parse(since) / 1000}`,
  Sunset: new Date(sunset).toUTCString(),
});
