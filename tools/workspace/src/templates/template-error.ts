/** A template cannot be deployed: the message names the place and what is wrong there. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
