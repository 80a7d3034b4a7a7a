/** A list price of AWS. */
interface Price {
  /** US dollars for one unit. */
  readonly dollars: number;
  readonly unit: string;
  readonly source: string;
}

const MILLION = 1_000_000;

/** List prices of us-east-1, without free tiers and volume discounts, as the pages show them in November 2026. */
export const awsPrices = {
  readUnit: {
    dollars: 0.125 / MILLION,
    unit: 'read request unit',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  writeUnit: {
    dollars: 0.625 / MILLION,
    unit: 'write request unit',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  invocation: { dollars: 0.2 / MILLION, unit: 'request', source: 'https://aws.amazon.com/lambda/pricing/' },
  gigabyteSecond: {
    dollars: 0.000_013_333_4,
    unit: 'GB-second (Arm)',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  stateTransition: {
    dollars: 25 / MILLION,
    unit: 'state transition (Standard)',
    source: 'https://aws.amazon.com/step-functions/pricing/',
  },
  apiRequest: {
    dollars: 3.5 / MILLION,
    unit: 'REST API request',
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  publishRequest: {
    dollars: 0.5 / MILLION,
    unit: 'publish request of up to 64 KB',
    source: 'https://aws.amazon.com/sns/pricing/',
  },
  queueRequest: {
    dollars: 0.4 / MILLION,
    unit: 'request (standard queue)',
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  keyRequest: { dollars: 3 / MILLION, unit: 'request', source: 'https://aws.amazon.com/kms/pricing/' },
  email: { dollars: 100 / MILLION, unit: 'email', source: 'https://aws.amazon.com/ses/pricing/' },
} as const satisfies Record<string, Price>;
