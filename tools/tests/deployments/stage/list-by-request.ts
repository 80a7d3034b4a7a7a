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

/**
 * @returns roles, alarms, REST APIs, rules of EventBridge, clusters and task definitions, by name, id or ARN
 * @throws Error when the emulator rejects a request
 */
export async function listByRequest({ endpointUrl, region }: Place): Promise<readonly string[]> {
  const answers = await Promise.all(lists.map((list) => fetchList(list, { endpointUrl, region })));
  return answers.flatMap((text, index) => [...text.matchAll(lists[index]!.name)].map(([, name]) => name!));
}

async function fetchList(list: (typeof lists)[number], { endpointUrl, region }: Place): Promise<string> {
  const target = 'target' in list && list.target;
  const body = 'body' in list ? list.body : target ? '{}' : undefined;
  const response = await fetch(new URL('path' in list ? list.path : '/', endpointUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      // The emulator reads only the service name.
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20300101/${region}/${list.service}/aws4_request, SignedHeaders=host, Signature=0`,
      'Content-Type': target ? 'application/x-amz-json-1.1' : 'application/x-www-form-urlencoded',
      ...(target && { 'X-Amz-Target': target }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The emulated ${list.service} rejected the request: ${response.status} ${text}`);
  return text;
}
