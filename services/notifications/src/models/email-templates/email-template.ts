/** The parts of an email as Mustache templates: https://mustache.github.io/mustache.5.html */
export interface EmailTemplate {
  readonly subject: string;
  readonly text: string;
  /** The content of the HTML layout. */
  readonly html: string;
}

/** The values of a template, as plain text. */
export type TemplateView = Readonly<Record<string, unknown>>;
