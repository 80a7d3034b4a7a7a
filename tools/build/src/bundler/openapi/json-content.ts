import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { Components } from './components.ts';
import { exampleOf, type NamedExamples } from './example.ts';

/**
 * Describes a JSON body, with an example.
 *
 * @throws CommandError if the schema has no title, which names its type in generated clients, or no example
 */
export function jsonContent(
  schema: object,
  { components, examples }: { readonly components: Components; readonly examples: NamedExamples },
): object {
  const { title } = schema as { readonly title?: string };
  if (title === undefined)
    throw new CommandError(
      `The schema of a body has no title. Add one in PascalCase, such as "NewOrder": ${JSON.stringify(schema)}`,
    );
  const example = components.add('examples', title, { value: exampleOf(schema, examples) });
  return { 'application/json': { schema: components.refer(schema), examples: { [title]: example } } };
}
