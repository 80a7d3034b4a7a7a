import { Logger } from '@aws-lambda-powertools/logger';
import { redact } from './redaction.ts';

/**
 * A Powertools logger that redacts secrets and personal data. Its option `jsonReplacerFn` is not used, because it is called
 * without `this`: redaction needs the object of a field, to distinguish the name of an error from the name of a person.
 */
export class RedactingLogger extends Logger {
  protected override getJsonReplacer(): (key: string, value: unknown) => void {
    const replacer = super.getJsonReplacer();
    return function (this: unknown, key, value) {
      return redact.call(this, key, replacer.call(this, key, value));
    };
  }
}
