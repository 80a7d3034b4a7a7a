/** Lists of AWS services for which the workspace has no SDK client, each with its request. */
const lists = [
  {
    service: 'iam',
    body: 'Action=ListRoles&Version=2010-05-08&MaxItems=1000',
    name: /<RoleName>([^<]+)/g,
  },
  {
    service: 'monitoring',
    body: 'Action=DescribeAlarms&Version=2010-08-01&MaxRecords=100',
    name: /<AlarmName>([^<]+)/g,
  },
  { service: 'apigateway', path: '/restapis?limit=500', name: /"id": ?"(\w+)"/g },
  { service: 'wafv2', target: 'AWSWAF_20190729.ListWebACLs', name: /"ARN": ?"([^"]+)/g },
  { service: 'events', target: 'AWSEvents.ListRules', name: /"Name": ?"([^"]+)/g },
  { service: 'ecs', target: 'AmazonEC2ContainerServiceV20141113.ListClusters', name: /"(arn:[^"]+)/g },
  {
    service: 'ecs',
    target: 'AmazonEC2ContainerServiceV20141113.ListTaskDefinitions',
    name: /"(arn:[^"]+)/g,
  },
] as const;

interface Place {
  readonly endpointUrl: string;
  readonly region: string;
}

interface EmulatorRequest {
  readonly service: string;
  /** The operation of a JSON API; otherwise `path` or a form in `body`. */
  readonly target?: string;
  readonly path?: string;
  readonly body?: string;
}

/**
 * @returns roles, alarms, REST APIs, web ACLs, rules of EventBridge, clusters and task definitions, by name, id or ARN
 * @throws Error when the emulator rejects a request
 */
export async function listByRequest({ endpointUrl, region }: Place): Promise<readonly string[]> {
  const answers = await Promise.all(lists.map((list) => callEmulator(list, { endpointUrl, region })));
  return answers.flatMap((text, index) => [...text.matchAll(lists[index]!.name)].map(([, name]) => name!));
}

/**
 * Calls an API of the emulator without an SDK client.
 *
 * @throws Error when the emulator rejects the request
 */
export async function callEmulator(
  { service, target, path = '/', body = target ? '{}' : undefined }: EmulatorRequest,
  { endpointUrl, region }: Place,
): Promise<string> {
  const response = await fetch(new URL(path, endpointUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      // The emulator reads only the service name.
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20300101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'Content-Type': target ? 'application/x-amz-json-1.1' : 'application/x-www-form-urlencoded',
      ...(target && { 'X-Amz-Target': target }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The emulated ${service} rejected the request: ${response.status} ${text}`);
  return text;
}
