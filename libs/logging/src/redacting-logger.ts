import { Logger } from '@aws-lambda-powertools/logger';
import { redact } from './redaction.ts';

/**
 * Powertools' logger with our redaction. Its option `jsonReplacerFn` is called without `this`, and redaction looks at
 * what a field belongs to: the name of an error is no name of a person.
 */
export class RedactingLogger extends Logger {
  protected override getJsonReplacer(): (key: string, value: unknown) => void {
    const serialized = super.getJsonReplacer();
    return function (this: unknown, key, value) {
      return redact.call(this, key, serialized.call(this, key, value));
    };
  }
}
