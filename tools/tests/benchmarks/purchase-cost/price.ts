import { awsPrices } from './aws-prices.ts';
import { total, type Usage } from './usage.ts';

/** One line of the bill. */
export interface BillLine {
  readonly item: string;
  readonly amount: number;
  /** US dollars for 1,000 purchases. */
  readonly dollars: number;
}

// Lambda receives a message and deletes it; SNS or a function sends it. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
const REQUESTS_PER_MESSAGE = 3;

/**
 * The AWS list price of 1,000 purchases. Emails are a line of their own at the end: a shop pays for them however it is
 * built. Not included are logs, traces, metrics, backups, storage, traffic and everything that is paid per month.
 */
export function billOf1000(usage: Usage): readonly BillLine[] {
  const called = (prefix: string) =>
    total(
      Object.fromEntries(Object.entries(usage.otherCalls).filter(([action]) => action.startsWith(prefix))),
    );
  const line = (item: string, amount: number, price: keyof typeof awsPrices): BillLine => ({
    item,
    amount,
    dollars: 1_000 * amount * awsPrices[price].dollars,
  });
  return [
    line('Step Functions, state transitions', total(usage.stateTransitions), 'stateTransition'),
    line('API Gateway, requests', total(usage.requests), 'apiRequest'),
    line('DynamoDB, write units', total(usage.writeUnits), 'writeUnit'),
    line('DynamoDB, read units', total(usage.readUnits) + usage.pollingReadUnits, 'readUnit'),
    line('Lambda, requests', total(usage.invocations), 'invocation'),
    line('Lambda, GB-seconds as measured here', usage.gigabyteSeconds, 'gigabyteSecond'),
    line('SQS, requests', REQUESTS_PER_MESSAGE * total(usage.messages), 'queueRequest'),
    line('SNS, publish requests', called('sns:'), 'publishRequest'),
    line('KMS, requests', called('kms:'), 'keyRequest'),
    line('SES, emails', called('ses:'), 'email'),
  ];
}

/** The sum of a bill without its emails. */
export const dollarsWithoutEmails = (bill: readonly BillLine[]): number =>
  bill.filter(({ item }) => !item.startsWith('SES')).reduce((sum, { dollars }) => sum + dollars, 0);
