import { isDeepStrictEqual } from 'node:util';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { mapSchemas, toPlainJson, type JsonSchema } from './json-schema.ts';

type Section = 'schemas' | 'responses' | 'examples';

/** A reference to a component. */
interface Reference {
  readonly $ref: string;
}

/** The components of a document: what several operations share. */
export interface Components {
  /**
   * Adds a component, and returns a reference to it.
   *
   * @throws CommandError if another component of the section has the name
   */
  readonly add: (section: Section, name: string, component: object) => Reference;
  /** Returns the schema with a reference in place of each schema that has a name as its `title`. */
  readonly refer: (schema: object) => JsonSchema;
  /** All components, sorted by name. */
  readonly toJson: () => Readonly<Record<Section, Readonly<Record<string, object>>>>;
}

/** The title of a schema that becomes a component, and its name in generated clients: `Address`. */
const NAME = /^[A-Z][A-Za-z0-9]*$/;

export function createComponents(): Components {
  const sections = { schemas: new Map(), responses: new Map(), examples: new Map() } satisfies Record<
    Section,
    Map<string, object>
  >;
  const add: Components['add'] = (section, name, component) => {
    addComponent(sections[section], name, component);
    return { $ref: `#/components/${section}/${name}` };
  };
  const hoist = (schema: JsonSchema): JsonSchema => {
    const { title, ...named } = withoutInternals(schema);
    return typeof title === 'string' && NAME.test(title) ? { ...add('schemas', title, named) } : named;
  };
  return {
    add,
    refer: (schema) => mapSchemas(toPlainJson(schema), hoist),
    toJson: () => ({
      schemas: sorted(sections.schemas),
      responses: sorted(sections.responses),
      examples: sorted(sections.examples),
    }),
  };
}

/** Keywords such as `x-normalize` are instructions for the validator. */
const withoutInternals = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keyword.startsWith('x-')));

/** @throws CommandError if another component has the name */
export function addComponent(components: Map<string, object>, name: string, component: object): void {
  const existing = components.get(name);
  if (existing !== undefined && !isDeepStrictEqual(existing, component))
    throw new CommandError(
      `Two different components have the name ${name}. Give one of the schemas another title.\n` +
        `${JSON.stringify(existing)}\n${JSON.stringify(component)}`,
    );
  components.set(name, component);
}

const sorted = (components: ReadonlyMap<string, object>): Record<string, object> =>
  Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1)));
