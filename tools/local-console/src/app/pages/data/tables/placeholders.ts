import type { AttributePath } from './attribute-path.ts';
import type { AttributeValue } from './attribute-value.ts';

/** The placeholders of a request; undefined if there are none, because DynamoDB refuses empty maps. */
export interface PlaceholderMaps {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}

/** Names and values of the expressions of one request: reserved words and special characters cannot occur in them. */
export interface Placeholders {
  /** The placeholder of an attribute: `#a`, or `#a.#b[0]` for a path. */
  name(path: AttributePath): string;
  value(value: AttributeValue): string;
  maps(): PlaceholderMaps;
}

/** Creates the placeholders of one request. All its expressions share them, so that they cannot collide. */
export function createPlaceholders(): Placeholders {
  const names = new Map<string, string>();
  const values = new Map<string, AttributeValue>();

  const nameOf = (attribute: string): string => {
    const placeholder = names.get(attribute) ?? `#n${names.size}`;
    names.set(attribute, placeholder);
    return placeholder;
  };

  return {
    name: (path) =>
      path
        .map((each, index) =>
          typeof each === 'number' ? `[${each}]` : `${index === 0 ? '' : '.'}${nameOf(each)}`,
        )
        .join(''),
    value(value) {
      const placeholder = `:v${values.size}`;
      values.set(placeholder, value);
      return placeholder;
    },
    maps: () => ({
      ...(names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...names].map(([name, key]) => [key, name])),
      }),
      ...(values.size > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
    }),
  };
}
