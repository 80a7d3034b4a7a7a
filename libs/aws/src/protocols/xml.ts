/** An element without attributes: its text, or its children by name in their order. */
export type XmlElement = string | { readonly [name: string]: readonly XmlElement[] };

/**
 * Parses the XML of query responses, which have elements and text, no attributes that matter, no comments and no CDATA.
 *
 * @returns the children of the document: the root element by its name
 */
export function parseXml(xml: string): XmlElement {
  const stack: Open[] = [open('')];
  for (const [, tag = '', text = ''] of xml.matchAll(/<([^<>]+)>([^<]*)/g)) {
    const [name] = /[\w:.-]+/.exec(tag) ?? [];
    const closes = tag.startsWith('/');
    // The declaration `<?xml …?>` and comments are not elements.
    if (name === undefined || /^[?!]/.test(tag)) continue;
    if (!closes) stack.push(open(text));
    // A page of a proxy may close what it did not open.
    if ((closes || tag.endsWith('/')) && stack.length > 1) {
      const ended = stack.pop()!;
      (stack.at(-1)!.children[name] ??= []).push(toElement(ended));
    }
  }
  return toElement(stack[0]!);
}

interface Open {
  readonly children: Record<string, XmlElement[]>;
  readonly text: string;
}

// Without a prototype, because any name can occur, such as `constructor`.
const open = (text: string): Open => ({ children: Object.create(null) as Open['children'], text });

const toElement = ({ children, text }: Open): XmlElement =>
  Object.keys(children).length > 0 ? children : unescapeText(text);

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const MAX_CODE_POINT = 0x10ffff;

const unescapeText = (text: string): string =>
  text.replace(/&(#x?[\da-f]+|\w+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity;
    const isHexadecimal = /^#x/i.test(name);
    const codePoint = parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
    return codePoint <= MAX_CODE_POINT ? String.fromCodePoint(codePoint) : entity;
  });

/** @returns the elements at a path of names, such as `PublishResponse`, `PublishResult`, `MessageId` */
export const elementsAt = (
  element: XmlElement | undefined,
  ...path: readonly string[]
): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (elements, name) => elements.flatMap((each) => (typeof each === 'string' ? [] : (each[name] ?? []))),
    element === undefined ? [] : [element],
  );

/** @returns the text of the first element at a path */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const [first] = elementsAt(element, ...path);
  return typeof first === 'string' ? first : undefined;
}
