/** Returns the same string object for equal texts, so that names and ARNs are stored once. */
export type Intern = (text: string) => string;

/** @param limit the number of texts; further texts are returned as they are */
export function createInterning(limit: number): Intern {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size < limit) texts.set(text, text);
    return text;
  };
}
