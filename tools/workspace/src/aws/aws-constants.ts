/** Where everything local is. Twelve zeros: an account id that no AWS account has. */
export const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';
export const PARTITION = 'aws';
export const STAGE = 'local';

export const arn = (service: string, resource: string): string =>
  `arn:${PARTITION}:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
