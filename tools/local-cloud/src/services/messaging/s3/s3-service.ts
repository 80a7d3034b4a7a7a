import type { AwsRequest, AwsResponse } from '../../../contract/aws-request.ts';
import type { LocalService } from '../../../contract/local-service.ts';
import type { EventNotificationDelivery } from './event-notification-delivery.ts';
import { bucketResource } from './bucket-resource.ts';
import { corsHeaders, preflightResponse, type CorsRule } from './cors.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { parseFormUpload, toObjectKey } from './form-upload.ts';
import { toObjectEvents } from './object-events.ts';
import { checkPostPolicy } from './post-policy.ts';
import { checkPostSignature, type FindSecret } from './post-signature.ts';
import { isExpired, parseS3Call, unsupportedSubResource, type S3Call } from './s3-call.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { s3Error } from './s3-error.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'handle' | 's3Store'>;
  readonly deliveries: EventNotificationDelivery;
  readonly bucketPolicy: LocalService['resources'];
  readonly policies: Pick<ResourcePolicies, 'allowsAnonymous'>;
  readonly findSecret: FindSecret;
  readonly now?: () => number;
}

/** S3: the emulator stores objects; signed POST policies, event notifications and CORS are implemented here. */
export function createS3Service({
  fauxqs,
  deliveries,
  bucketPolicy,
  policies,
  findSecret,
  now = Date.now,
}: Dependencies): LocalService {
  const corsRules = new Map<string, readonly CorsRule[]>();

  async function reject(request: AwsRequest, call: S3Call): Promise<AwsResponse | undefined> {
    const subResource = unsupportedSubResource(call);
    if (subResource !== undefined) {
      return s3Error(501, 'NotImplemented', `The local S3 does not support ?${subResource}.`);
    }
    if (isExpired(call, now())) return s3Error(403, 'AccessDenied', 'Request has expired');
    if (!call.isFormUpload) return undefined;
    const upload = await parseFormUpload(request.headers['content-type'] ?? '', request.body).catch(
      () => undefined,
    );
    if (upload === undefined)
      return s3Error(400, 'MalformedPOSTRequest', 'The body is not a well-formed multipart form.');
    const rejection =
      checkPostSignature(upload.fields, findSecret) ??
      checkPostPolicy({ ...upload, bucket: call.bucket }, now());
    return rejection && s3Error(rejection.status, rejection.code, rejection.message);
  }

  async function respond(request: AwsRequest, call: S3Call): Promise<AwsResponse> {
    const rejection = await reject(request, call);
    if (rejection !== undefined) return rejection;
    const response = await fauxqs.handle(request);
    if (response.status < 300) await deliverEvents(request, call);
    return response;
  }

  async function deliverEvents(request: AwsRequest, call: S3Call) {
    const key = call.isFormUpload
      ? toObjectKey(await parseFormUpload(request.headers['content-type'] ?? '', request.body))
      : call.key;
    for (const objectEvent of toObjectEvents({ ...call, key }, request)) {
      const exists = objectEvent.eventName.startsWith('ObjectCreated');
      const stored = exists ? fauxqs.s3Store.headObject(objectEvent.bucket, objectEvent.key) : undefined;
      const object = stored && { bytes: stored.contentLength, etag: stored.etag };
      await deliveries.deliver({
        ...objectEvent,
        at: new Date(now()),
        trace: request.trace,
        ...(object !== undefined && { object }),
      });
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
    allowsAnonymous: (request) =>
      policies.allowsAnonymous(request.resourceArn.split('/', 1)[0] ?? '', request),
    async handle(request) {
      const call = parseS3Call(request);
      const rules = corsRules.get(call.bucket) ?? [];
      if (request.method === 'OPTIONS') return preflightResponse(rules, request);
      const response = await respond(request, call);
      return { ...response, headers: { ...response.headers, ...corsHeaders(rules, request) } };
    },
  };
}
