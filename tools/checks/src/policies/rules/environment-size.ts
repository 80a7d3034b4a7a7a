import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limits } from '../limits.ts';

/** The names and values of a function's environment variables have 4 KB in total. */
export const environmentSize: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::Function').flatMap(([id, { Properties = {} }]) => {
    const { Variables = {} } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    const bytes = Object.entries(Variables).reduce(
      (sum, [name, value]) => sum + name.length + byteLength(value),
      0,
    );
    return bytes > limits.environmentBytes
      ? [
          error(
            `The environment has about ${bytes} bytes, and Lambda accepts ${limits.environmentBytes}. Remove variables.`,
            id,
          ),
        ]
      : [];
  });

/** A value that is known only after deployment counts as an ARN. */
const byteLength = (value: unknown): number =>
  typeof value === 'string' && !value.includes('{{resolve:')
    ? Buffer.byteLength(value)
    : limits.resolvedValueBytes;
