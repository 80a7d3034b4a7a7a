import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';

/** Names and values of a function's environment, 4 KB in all. */
export const environmentSize: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::Function').flatMap(([id, { Properties = {} }]) => {
    const { Variables = {} } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
    const bytes = Object.entries(Variables).reduce(
      (sum, [name, value]) => sum + name.length + lengthOf(value),
      0,
    );
    return bytes > limits.environmentBytes
      ? [error(`an environment of some ${bytes} bytes; Lambda takes ${limits.environmentBytes}.`, id)]
      : [];
  });

/** What is only known when it is deployed counts as an ARN. */
const lengthOf = (value: unknown): number =>
  typeof value === 'string' && !value.includes('{{resolve:')
    ? Buffer.byteLength(value)
    : limits.resolvedValueBytes;
