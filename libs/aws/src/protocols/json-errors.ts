import type { ErrorResponse } from '../aws-error.ts';
import type { HttpResponse } from '../http/transport.ts';

/**
 * Reads an error response of a JSON protocol. Its code is in the body or in the header `x-amzn-errortype`, in one of the
 * forms `Code`, `namespace#Code` and `Code:http://…`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
 */
export function parseJsonError({ body, headers }: HttpResponse): ErrorResponse {
  const { __type: type, code, message, Message, ...fields } = parseObject(body);
  const found = [type, code, headers['x-amzn-errortype']].find((value) => typeof value === 'string');
  return {
    name: found === undefined ? 'Unknown' : toName(found as string),
    message: String(message ?? Message ?? 'UnknownError'),
    fields,
  };
}

// A proxy can answer with HTML.
function parseObject(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

const toName = (code: string): string => code.split(/[,:]/, 1)[0]!.split('#').at(-1)!;
