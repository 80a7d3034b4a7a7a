import type { AwsRequest, AwsResponse } from '../../../contract/aws-request.ts';
import type { LocalService } from '../../../contract/local-service.ts';
import type { BucketDeliveries } from './bucket-deliveries.ts';
import { bucketResource } from './bucket-resource.ts';
import { corsHeaders, preflightAnswer, type CorsRule } from './cross-origin.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { readFormUpload, uploadedKey } from './form-upload.ts';
import { objectChanges } from './object-changes.ts';
import { refusalByPolicy } from './post-policy.ts';
import { isExpired, s3Call, unsupportedSubResource, type S3Call } from './s3-call.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { s3Error } from './s3-error.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'answer' | 's3Store'>;
  readonly deliveries: BucketDeliveries;
  readonly bucketPolicy: LocalService['resources'];
  readonly policies: Pick<ResourcePolicies, 'allowsAnybody'>;
  readonly now?: () => number;
}

/** S3: objects by the emulator; form uploads held against their policy, events and CORS by us. */
export function createObjectService({
  fauxqs,
  deliveries,
  bucketPolicy,
  policies,
  now = Date.now,
}: Dependencies): LocalService {
  const corsRules = new Map<string, readonly CorsRule[]>();

  async function refusal(request: AwsRequest, call: S3Call): Promise<AwsResponse | undefined> {
    const subResource = unsupportedSubResource(call);
    if (subResource !== undefined) {
      return s3Error(501, 'NotImplemented', `The local S3 has no ?${subResource}.`);
    }
    if (isExpired(call, now())) return s3Error(403, 'AccessDenied', 'Request has expired');
    if (!call.isFormUpload) return undefined;
    const upload = await readFormUpload(request.headers['content-type'] ?? '', request.body);
    const refused = refusalByPolicy({ ...upload, bucket: call.bucket }, now());
    return refused && s3Error(refused.status, refused.code, refused.message);
  }

  async function answer(request: AwsRequest, call: S3Call): Promise<AwsResponse> {
    const refused = await refusal(request, call);
    if (refused !== undefined) return refused;
    const response = await fauxqs.answer(request);
    if (response.status < 300) await tellChanges(request, call);
    return response;
  }

  async function tellChanges(request: AwsRequest, call: S3Call) {
    const key = call.isFormUpload
      ? uploadedKey(await readFormUpload(request.headers['content-type'] ?? '', request.body))
      : call.key;
    for (const change of objectChanges({ ...call, key }, request)) {
      const isThere = change.eventName.startsWith('ObjectCreated');
      const stored = isThere ? fauxqs.s3Store.headObject(change.bucket, change.key) : undefined;
      const object = stored && { bytes: stored.contentLength, etag: stored.etag };
      await deliveries.deliver({ ...change, at: new Date(now()), ...(object !== undefined && { object }) });
    }
  }

  return {
    name: 's3',
    signingNames: ['s3'],
    resources: {
      'AWS::S3::Bucket': bucketResource({
        fauxqs,
        deliveries,
        setCorsRules: (bucket, rules) => void corsRules.set(bucket, rules),
      }),
      ...bucketPolicy,
    },
    allowsAnybody: (need) => policies.allowsAnybody(need.resourceArn.split('/', 1)[0] ?? '', need),
    async handle(request) {
      const call = s3Call(request);
      const rules = corsRules.get(call.bucket) ?? [];
      if (request.method === 'OPTIONS') return preflightAnswer(rules, request);
      const response = await answer(request, call);
      return { ...response, headers: { ...response.headers, ...corsHeaders(rules, request) } };
    },
  };
}
