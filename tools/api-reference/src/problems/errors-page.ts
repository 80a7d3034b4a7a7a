import type { CatalogedProblem, ProblemGroup } from './problem-catalog.ts';

const head = `# Errors

<!-- Generated from the OpenAPI documents by "npm run errors-page". Do not edit: change tools/api-reference/src/problems/errors-page.ts, or "problems" in the api.yml of a service. -->

With this guide you handle every error of the API: you know what an error response contains, which errors to retry, and what each problem code means.

## Problem details

Every response with a status of 400 or more is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)):

\`\`\`sh
curl -s localhost:3000/catalog/products?limit=1000
\`\`\`

\`\`\`json
{
  "type": "about:blank",
  "title": "Bad Request",
  "status": 400,
  "code": "request.invalid-parameters",
  "detail": "The parameters do not match their schema. Correct the fields listed in errors.",
  "errors": [{ "field": "/queryStringParameters/limit", "message": "must be <= 100" }],
  "requestId": "627b6806-e78d-4fbb-b46f-c7f2d8c57ece"
}
\`\`\`

| Member      | Use                                                                                       |
| ----------- | ----------------------------------------------------------------------------------------- |
| \`code\`      | Branch on it. It is stable, and listed below.                                             |
| \`detail\`    | Show it to people. It says what is wrong, then what to do. Its wording can change.        |
| \`errors\`    | The fields that violate the schema: a JSON pointer and a message for each, at most 20.    |
| \`requestId\` | Quote it when you report a problem, or send your own \`X-Correlation-Id\` and quote that. |

## Handle errors with the client

\`@tradewind/client\` throws a \`TradewindProblem\` for each of these responses:

\`\`\`ts
import { createTradewind, isProblem } from '@tradewind/client';

const tradewind = createTradewind({ baseUrl: 'http://localhost:3000' });

try {
  await tradewind.checkout.createSession({ lineItems: [{ productId, quantity: 2 }] });
} catch (error) {
  if (isProblem(error, 'checkout.insufficient-stock')) showStockMessage(error.detail);
  else throw error;
}
\`\`\`

## Retries

| Status                    | Retry                                                                                                    |
| ------------------------- | -------------------------------------------------------------------------------------------------------- |
| 400, 403, 404, 413, 415   | No. Correct the request.                                                                                 |
| 401                       | Once, with a new access token.                                                                           |
| 409                       | If the response has \`Retry-After\`. Otherwise the state of a resource does not permit the request.        |
| 412                       | After you get the resource again and repeat the change.                                                  |
| 422                       | No. \`idempotency.key-reused\`: use a new \`Idempotency-Key\` for each request.                            |
| 429, 503                  | After the seconds in \`Retry-After\`.                                                                      |
| 500, 504, and no response | GET, PUT and DELETE always; a POST with the same \`Idempotency-Key\` ([idempotency](idempotency.md)).      |

The client retries 429, 5xx and missing responses for you when that is safe, with growing delays, and requests a new access token after a 401. When no response arrives in the end, it throws a \`TradewindConnectionError\`.

## Problem codes

A code that a service adds later is not a breaking change ([versions](versions.md)): treat an unknown code like its status.
`;

/**
 * @param groups  the problems, as {@link problemCatalog} returns them
 * @returns the text of docs/guides/api/errors.md
 */
export const errorsPage = (groups: readonly ProblemGroup[]): string =>
  [head, ...groups.map(section)].join('\n');

const section = ({ title, problems }: ProblemGroup): string =>
  [`### ${title[0]!.toUpperCase()}${title.slice(1)}\n`, ...table(problems), ''].join('\n');

const table = (problems: readonly CatalogedProblem[]): string[] => [
  '| Status | Code | Meaning |',
  '| --- | --- | --- |',
  ...problems.map(
    ({ statuses, code, meaning }) =>
      `| ${statuses.join(', ')} | \`${code}\` | ${meaning.replaceAll('|', '\\|')} |`,
  ),
];
