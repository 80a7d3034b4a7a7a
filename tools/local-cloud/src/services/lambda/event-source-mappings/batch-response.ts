/**
 * The items that a function reports as failed: https://docs.aws.amazon.com/lambda/latest/dg/example_serverless_SQS_Lambda_batch_item_failures_section.html
 *
 * @param payload JSON text of the function's response
 * @returns the identifiers (empty if all succeeded), or undefined for an invalid response, which means that all failed
 */
export function failedItems(
  payload: string,
  knownIdentifiers: ReadonlySet<string>,
): readonly string[] | undefined {
  const answer = parsed(payload);
  if (answer === null || answer === undefined) return [];
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return [];
  if (!Array.isArray(failures)) return undefined;
  const identifiers = failures.map(
    (failure: unknown) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier,
  );
  const makeSense = identifiers.every(
    (one): one is string => typeof one === 'string' && knownIdentifiers.has(one),
  );
  return makeSense ? identifiers : undefined;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
