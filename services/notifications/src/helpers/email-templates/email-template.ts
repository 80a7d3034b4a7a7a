/** The parts of an e-mail in Mustache: https://mustache.github.io/mustache.5.html */
export interface EmailTemplate {
  readonly subject: string;
  readonly text: string;
  /** What stands inside the layout. */
  readonly html: string;
}
