import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AccessControl, Alternatives, RequiredPermission } from '../contract/access-control.ts';
import { AccessDenied } from '../services/iam/access-denied.ts';
import { requiredPermissions } from '../services/iam/calls/calls.ts';
import type { AwsRequest, AwsResponse, CallEndpoint } from '../contract/aws-request.ts';
import { parseCallInput } from '../contract/api-calls/call-input.ts';
import type { LocalService } from '../contract/local-service.ts';
import { anonymous } from '../contract/principal.ts';
import { noRecorder, type Recorder } from '../contract/recorder.ts';
import { AwsError, unknownOperation } from '../contract/aws-error.ts';
import { ConnectionLost, noFaults, type Faults } from '../contract/faults.ts';
import { readCredential } from './credential.ts';
import { accessDeniedFailure, errorResponse, unknownKeyFailure } from '../contract/error-response.ts';
import { toFaultyCall } from './faulty-call.ts';
import { startCall, type RecordedCall } from './recorded-call.ts';
import { unsignedSigningName } from './unsigned.ts';

interface Dependencies {
  access: Pick<AccessControl, 'principalOf' | 'check' | 'checkOneOf' | 'allows'>;
  /** Records the calls of roles. Default: nothing is recorded. */
  recorder?: Recorder;
  /** Acts on the calls that are allowed. Default: none. */
  faults?: Pick<Faults, 'call'>;
  /** Called with unexpected errors of services. */
  onInternalError?: (message: string) => void;
}

export interface AwsEndpoint {
  readonly server: Server;
  /** Answers a call that did not arrive through the server. */
  readonly call: CallEndpoint;
  /** Starts to answer calls. Earlier calls get a 503, which every SDK retries. */
  serve(services: readonly LocalService[]): void;
}

/** Serves all AWS APIs on one port: identifies the caller and the service, authorizes the call and passes it on. */
export function createAwsEndpoint({
  access,
  recorder = noRecorder,
  faults = noFaults,
  onInternalError,
}: Dependencies): AwsEndpoint {
  let bySigningName: ReadonlyMap<string, LocalService> | undefined;

  const answer: CallEndpoint = async (signed, disconnected) => {
    const credential = readCredential(signed);
    const signingName = credential?.signingName ?? unsignedSigningName(signed);
    const principal = credential === undefined ? anonymous : access.principalOf(credential.accessKeyId);
    if (principal === undefined)
      return errorResponse(signingName ?? '', unknownKeyFailure(signingName ?? ''));
    if (signingName === undefined) return errorResponse('', missingToken);
    const operation = String(signed.headers['x-amz-target'] ?? '').split('.')[1];
    const input = parseCallInput({ ...signed, signingName });
    return perform({ ...signed, signingName, operation, input, principal }, disconnected);
  };

  const perform = async (request: AwsRequest, disconnected: Promise<void>): Promise<AwsResponse> => {
    let call: RecordedCall | undefined;
    try {
      const required = requiredPermissions(request);
      call = startCall(recorder, request, required);
      const service = serviceFor(request);
      authorize(request, required, service);
      const traced = { ...request, trace: call.trace };
      const response = await faults.call(
        toFaultyCall(traced, required, { disconnected, perform: () => service.handle(traced) }),
      );
      const shown = hidesMissingObject(request, response, service) ? errorResponse('s3', s3Denial) : response;
      call.end(shown);
      return shown;
    } catch (error) {
      if (error instanceof ConnectionLost) {
        call?.end(NO_RESPONSE, error);
        throw error;
      }
      const response = failureResponse(request, error);
      call?.end(response, error);
      return response;
    }
  };

  const authorize = (request: AwsRequest, required: readonly Alternatives[], service: LocalService): void => {
    if (request.principal.kind !== 'anonymous') {
      for (const alternatives of required) access.checkOneOf(request.principal, alternatives);
      return;
    }
    if (request.method === 'OPTIONS' || required.every((each) => each.some(isOpen(service)))) return;
    const { name, message, status } = request.signingName === 's3' ? s3Denial : missingToken;
    throw new AwsError(name, message, status);
  };

  const isOpen = (service: LocalService) => (permission: RequiredPermission) =>
    service.allowsAnonymous?.(permission) ?? false;

  const serviceFor = ({ signingName, operation }: AwsRequest) => {
    if (bySigningName === undefined)
      throw new AwsError('ServiceUnavailable', 'The local cloud is still starting.', 503);
    const service = bySigningName.get(signingName);
    if (service?.handle === undefined) throw unknownOperation(signingName, operation);
    return service as LocalService & { handle: NonNullable<LocalService['handle']> };
  };

  /**
   * S3 returns 403 instead of 404 to a caller who is not allowed to list the bucket:
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  const hidesMissingObject = (
    { signingName, principal, path, method }: AwsRequest,
    { status }: AwsResponse,
    service: LocalService,
  ): boolean => {
    if (signingName !== 's3' || status !== 404 || !/^(GET|HEAD)$/.test(method)) return false;
    const bucket = path.split(/[/?]/)[1] ?? '';
    const list = { action: 's3:ListBucket', resourceArn: `arn:aws:s3:::${bucket}` };
    if (principal.kind === 'anonymous') return !isOpen(service)(list);
    if (!access.allows(principal, list)) return true;
    // The 404 depends on this permission, so record that it was used.
    access.check(principal, list.action, list.resourceArn);
    return false;
  };

  const failureResponse = ({ signingName, operation, path }: AwsRequest, error: unknown): AwsResponse => {
    if (error instanceof AccessDenied)
      return errorResponse(signingName, accessDeniedFailure(signingName, error.message));
    if (error instanceof AwsError) return errorResponse(signingName, error);
    const message = error instanceof Error ? error.message : String(error);
    onInternalError?.(
      `${signingName} ${operation ?? path} failed: ${error instanceof Error ? error.stack : message}`,
    );
    return errorResponse(signingName, { name: 'InternalFailure', message, status: 500 });
  };

  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const disconnected = new Promise<void>((resolve) => outgoing.once('close', resolve));
    const received = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: incoming.headers,
      body: await readBody(incoming),
    };
    const { status, headers, body } = await answer(received, disconnected);
    outgoing
      .writeHead(status, { ...headers, 'content-length': contentLength(incoming, headers, body) })
      .end(body);
  };

  const reportLoss = (error: unknown) => {
    if (!(error instanceof ConnectionLost))
      onInternalError?.(`The AWS endpoint failed: ${(error as Error).message}`);
  };

  return {
    server: createServer((incoming, outgoing) => {
      respond(incoming, outgoing).catch((error: Error) => {
        reportLoss(error);
        outgoing.destroy();
      });
    }),
    async call(received, disconnected) {
      try {
        return await answer(received, disconnected);
      } catch (error) {
        reportLoss(error);
        throw error;
      }
    },
    serve(services) {
      bySigningName = new Map(
        services.flatMap((service) => service.signingNames.map((name) => [name, service] as const)),
      );
    },
  };
}

/** What the trace shows of a call whose caller gets no answer. */
const NO_RESPONSE: AwsResponse = { status: 504, headers: {}, body: '' };
const s3Denial = accessDeniedFailure('s3', 'Access Denied');
const missingToken = {
  name: 'MissingAuthenticationTokenException',
  message: 'Missing Authentication Token',
  status: 403,
};

/** A HEAD response has no body but the content length of the GET response. */
function contentLength(
  { method }: IncomingMessage,
  headers: AwsResponse['headers'],
  body: AwsResponse['body'],
): string | number {
  return (method === 'HEAD' ? headers['content-length'] : undefined) ?? Buffer.byteLength(body);
}

/** Without an async iterator, which costs more than the authorization of a call. */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    incoming.on('error', reject);
    incoming.on('close', () => reject(new Error('The client disconnected.')));
  });
}
