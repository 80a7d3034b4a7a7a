import type { IntegrationProperties } from './api-draft.ts';
import type { ProxyResponse } from './proxy-response.ts';

/**
 * Returns the response of a MOCK integration: the first integration response with its literal headers. The Serverless
 * Framework uses it for preflight requests.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockResponse({ IntegrationResponses = [] }: IntegrationProperties): ProxyResponse {
  const [response] = IntegrationResponses;
  const headers: Record<string, string> = {};
  for (const [target, expression] of Object.entries(response?.ResponseParameters ?? {})) {
    const name = /^method\.response\.header\.(?<name>.+)$/.exec(target)?.groups?.name;
    if (name && expression.startsWith("'")) headers[name] = expression.slice(1, -1);
  }
  const body = response?.ResponseTemplates?.['application/json'] ?? '';
  if (body.includes('#set') || body.includes('$input'))
    throw new Error(
      'a MOCK integration with a Velocity template cannot run locally; declare one origin, or answer in the function',
    );
  return {
    status: Number(response?.StatusCode ?? 200),
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  };
}
