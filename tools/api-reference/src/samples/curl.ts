import { fillPath, toQueryString, type SampleRequest } from './sample-request.ts';

/**
 * @param request  the request to show; its token is the variable `TOKEN` of the shell
 * @returns the request as a curl command for POSIX shells
 */
export function toCurl(request: SampleRequest): string {
  const { method, baseUrl, query, headers, body, hasToken } = request;
  const url = `${baseUrl}${fillPath(request)}${toQueryString(query)}`;
  const isDefaultMethod = method === (body === undefined ? 'GET' : 'POST');
  return [
    `curl -s ${isDefaultMethod ? '' : `-X ${method} `}${quote(url)}`,
    ...(hasToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}

/** Nothing is special between single quotes, except the single quote. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
