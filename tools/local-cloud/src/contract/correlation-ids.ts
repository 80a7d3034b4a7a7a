// The name and the value in JSON, in JSON inside JSON, in DynamoDB's JSON, in a form, and as a message attribute:
// "correlationId":"x", \"correlationId\":\"x\", "correlationId":{"S":"x"}, correlationId%22%3A%22x.
const CORRELATION_ID =
  /correlationId(?:\\*"|(?:%5C)*%22)(?:\s|%20|\+)*(?::|%3A)(?:\s|%20|\+)*(?:(?:\{|%7B)(?:\\*"|(?:%5C)*%22)S(?:\\*"|(?:%5C)*%22)(?::|%3A))?(?:\\*"|(?:%5C)*%22)([\w.:-]{1,128}?)(?:\\|"|%5C|%22)/g;

// A batch has at most 25 items (BatchWriteItem); a transaction has 100.
const MAX_IDS = 100;

/** Finds the correlation ids in the text of a message, event or API call, without parsing it. */
export function findCorrelationIds(text: string): readonly string[] {
  if (!text.includes('correlationId')) return [];
  const found = new Set<string>();
  for (const [, id = ''] of text.matchAll(CORRELATION_ID)) {
    // An attribute name of an expression: "#id":"correlationId".
    if (id !== 'correlationId') found.add(id);
    if (found.size === MAX_IDS) break;
  }
  return [...found];
}
