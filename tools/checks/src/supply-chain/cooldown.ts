import { parse } from 'yaml';

/** A malicious version is usually found within days. */
export const MIN_COOLDOWN_DAYS = 7;

interface Configuration {
  readonly updates?: readonly {
    readonly 'package-ecosystem': string;
    readonly cooldown?: { readonly 'default-days'?: number };
  }[];
}

/**
 * Finds the ecosystems whose versions Dependabot would propose as soon as they are published.
 * https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#cooldown-
 *
 * @param text  .github/dependabot.yml
 */
export const ecosystemsWithoutCooldown = (text: string): string[] =>
  ((parse(text) as Configuration).updates ?? [])
    .filter(({ cooldown }) => (cooldown?.['default-days'] ?? 0) < MIN_COOLDOWN_DAYS)
    .map((update) => update['package-ecosystem']);
