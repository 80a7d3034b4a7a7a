import { randomUUID } from 'node:crypto';
import type { AwsResponse } from './aws-request.ts';

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number;
}

type Writer = (failure: Failure) => Omit<AwsResponse, 'status'>;

/** Writes an error in the protocol of the service, so that the SDK throws it under its name. */
export function errorResponse(signingName: string, failure: Failure): AwsResponse {
  const write = writers[signingName] ?? awsJson;
  return { status: failure.status, ...write(failure) };
}

const awsJson: Writer = ({ name, message }) => ({
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify({ __type: name, message, Message: message }),
});

const restJson: Writer = ({ name, message }) => ({
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': name, 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify({ message, Message: message }),
});

const s3Xml: Writer = ({ name, message }) => ({
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
});

const queryXml: Writer = ({ name, message, status }) => ({
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});

const writers: Readonly<Record<string, Writer>> = {
  s3: s3Xml,
  sns: queryXml,
  sts: queryXml,
  iam: queryXml,
  cloudformation: queryXml,
  lambda: restJson,
  ses: restJson,
  scheduler: restJson,
};

export const escapeXml = (text: string): string =>
  text.replace(
    /[<>&"]/g,
    (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[character] ?? character,
  );

/** The names that services give to an access-denied error. */
const accessDeniedNames: Readonly<Record<string, string>> = {
  s3: 'AccessDenied',
  sns: 'AuthorizationError',
  sts: 'AccessDenied',
  iam: 'AccessDenied',
  cloudformation: 'AccessDenied',
};
const answersForbidden = new Set([
  's3',
  'sns',
  'sts',
  'iam',
  'cloudformation',
  'lambda',
  'ses',
  'scheduler',
  'sqs',
]);

export const accessDeniedFailure = (signingName: string, message: string): Failure => ({
  name: accessDeniedNames[signingName] ?? 'AccessDeniedException',
  message,
  status: answersForbidden.has(signingName) ? 403 : 400,
});

/** The error for an unknown access key. */
export function unknownKeyFailure(signingName: string): Failure {
  if (signingName === 's3')
    return {
      name: 'InvalidAccessKeyId',
      message: 'The AWS Access Key Id you provided does not exist in our records.',
      status: 403,
    };
  const isQuery = writers[signingName] === queryXml;
  return {
    name: isQuery ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
    status: isQuery || answersForbidden.has(signingName) ? 403 : 400,
  };
}
