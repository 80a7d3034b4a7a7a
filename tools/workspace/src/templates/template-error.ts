import { CommandError } from '../cli/command-error.ts';

/** A template cannot be deployed. The message names the location and the violation. */
export class TemplateError extends CommandError {
  override readonly name: string = 'TemplateError';
}
