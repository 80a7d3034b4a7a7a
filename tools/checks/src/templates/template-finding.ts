/** One finding of cfn-lint, in what it prints as JSON. */
interface Reported {
  readonly Filename: string;
  readonly Level: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

export interface TemplateFinding {
  readonly rule: string;
  /** `error`, `warning`. */
  readonly level: string;
  /** The packaged template. */
  readonly file: string;
  /** Where in it: `Resources.JobTask.Properties.Cpu`. */
  readonly path: string;
  readonly message: string;
}

/**
 * @param json  what `cfn-lint --format json` prints
 * @throws SyntaxError where it is something else
 */
export const readFindings = (json: string): TemplateFinding[] =>
  (JSON.parse(json) as readonly Reported[]).map(({ Filename, Level, Location, Message, Rule }) => ({
    rule: Rule.Id,
    level: Level.toLowerCase(),
    file: Filename,
    path: (Location.Path ?? []).join('.'),
    message: Message,
  }));

/** One line of a finding, for people. */
export const templateFindingLine = (
  { rule, level, path, message }: TemplateFinding,
  service: string,
): string => `${level}  ${rule}  ${service}/${path.replace(/^Resources\./, '')}  ${message}`;
