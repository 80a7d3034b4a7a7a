import type { Finding } from '../finding.ts';

/** One finding in the JSON output of cfn-lint. */
interface Reported {
  readonly Filename: string;
  readonly Level: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

export interface TemplateFinding {
  readonly rule: string;
  /** `error`, `warning` or `informational`. */
  readonly level: string;
  /** The packaged template. */
  readonly file: string;
  /** The location in it: `Resources.JobTask.Properties.Cpu`. */
  readonly path: string;
  readonly message: string;
}

/**
 * Parses the output of cfn-lint.
 *
 * @param json  the output of `cfn-lint --format json`
 * @throws SyntaxError if it is not JSON
 */
export const readFindings = (json: string): TemplateFinding[] =>
  (JSON.parse(json) as readonly Reported[]).map(({ Filename, Level, Location, Message, Rule }) => ({
    rule: Rule.Id,
    level: Level.toLowerCase(),
    file: Filename,
    path: (Location.Path ?? []).join('.'),
    message: Message,
  }));

/** Every finding is an error here: cfn-lint's warnings fail the check too. */
export const toFinding = ({ rule, level, path, message }: TemplateFinding, service: string): Finding => ({
  severity: 'error',
  service,
  subject: path.replace(/^Resources\./, ''),
  message: `${message} [${rule}, ${level}]`,
});
