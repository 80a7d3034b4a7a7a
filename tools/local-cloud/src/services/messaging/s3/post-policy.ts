import { toObjectKey, type FormUpload } from './form-upload.ts';

/** The error with which S3 rejects an upload. */
export interface UploadRejection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly (readonly [string, unknown, unknown] | Readonly<Record<string, string>>)[];
}

interface Upload extends FormUpload {
  readonly bucket: string;
}

const denied = (message: string): UploadRejection => ({ status: 403, code: 'AccessDenied', message });

// Fields that do not require a condition: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
const EXEMPT_FIELDS = new Set(['x-amz-signature', 'policy', 'awsaccesskeyid', 'signature', 'file']);

/**
 * Checks a browser-based upload against its POST policy, whose signature `post-signature.ts` checks.
 *
 * @returns the error of S3, or undefined when the upload meets the policy.
 */
export function checkPostPolicy(upload: Upload, nowMs: number): UploadRejection | undefined {
  const policy = parsePolicy(upload.fields.get('policy') ?? '');
  if (policy === undefined)
    return { status: 400, code: 'InvalidPolicyDocument', message: 'Invalid Policy: Invalid JSON.' };
  if (nowMs > Date.parse(policy.expiration)) return denied('Invalid according to Policy: Policy expired.');

  const checked = new Set<string>();
  for (const condition of policy.conditions) {
    const [operator, subject, operand] = toTriple(condition);
    if (operator === 'content-length-range') {
      const rejection = checkContentLength(Number(subject), Number(operand), upload.fileBytes);
      if (rejection !== undefined) return rejection;
      continue;
    }
    const field = String(subject).replace(/^\$/, '').toLowerCase();
    checked.add(field);
    const value = toFieldValue(upload, field);
    const isMet = operator === 'eq' ? value === String(operand) : value.startsWith(String(operand));
    if (!isMet) {
      const failed = JSON.stringify([operator, `$${field}`, String(operand)]);
      return denied(`Invalid according to Policy: Policy Condition failed: ${failed}`);
    }
  }
  const extra = [...upload.fields.keys()].find(
    (field) => !checked.has(field) && !EXEMPT_FIELDS.has(field) && !field.startsWith('x-ignore-'),
  );
  return extra === undefined
    ? undefined
    : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

// Without a readable expiration, a policy would never expire.
function parsePolicy(encoded: string): Policy | undefined {
  try {
    const policy = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Partial<Policy> | null;
    const isComplete =
      !Number.isNaN(Date.parse(policy?.expiration ?? '')) && Array.isArray(policy?.conditions);
    return isComplete ? (policy as Policy) : undefined;
  } catch {
    return undefined;
  }
}

function toTriple(condition: Policy['conditions'][number]): readonly [string, unknown, unknown] {
  if (Array.isArray(condition)) return [String(condition[0]).toLowerCase(), condition[1], condition[2]];
  const [field = '', value] = Object.entries(condition)[0] ?? [];
  return ['eq', field, value];
}

function toFieldValue(upload: Upload, field: string): string {
  if (field === 'bucket') return upload.bucket;
  return field === 'key' ? toObjectKey(upload) : (upload.fields.get(field) ?? '');
}

function checkContentLength(
  minimumBytes: number,
  maximumBytes: number,
  bytes: number,
): UploadRejection | undefined {
  if (bytes > maximumBytes)
    return {
      status: 400,
      code: 'EntityTooLarge',
      message: 'Your proposed upload exceeds the maximum allowed size',
    };
  if (bytes < minimumBytes)
    return {
      status: 400,
      code: 'EntityTooSmall',
      message: 'Your proposed upload is smaller than the minimum allowed size',
    };
  return undefined;
}
