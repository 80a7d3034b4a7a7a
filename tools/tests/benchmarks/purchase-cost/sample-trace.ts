import type { Span } from '../../../local-cloud/src/contract/activity.ts';

let number = 0;
const span = (
  kind: Span['kind'],
  name: string,
  parent: Span | undefined,
  from: number,
  to: number,
): Span => ({
  id: `s${number++}`,
  traceId: 't',
  ...(parent && { parentId: parent.id }),
  kind,
  name,
  startedAt: from,
  durationMillis: to - from,
  status: 'ok',
  attributes: {},
});

/** The trace of a purchase, as far as its path to the completed session matters. */
export function completedPurchase(): readonly Span[] {
  const request = span('request', 'POST /checkout/sessions/{sessionId}/complete', undefined, 0, 100);
  const complete = span('invocation', 'complete', request, 0, 100);
  const find = span('call', 'dynamodb:GetItem', complete, 1, 2);
  const [price, encrypt] = [
    span('call', 'dynamodb:BatchGetItem', complete, 3, 5),
    span('call', 'kms:Encrypt', complete, 3, 6),
  ];
  const submit = span('call', 'dynamodb:PutItem', complete, 7, 8);
  const polling = span('call', 'dynamodb:GetItem', complete, 10, 11);
  const publish = span('invocation', 'publish', submit, 9, 11);
  const start = span('call', 'states:StartExecution', publish, 10, 11);
  const execution = span('execution', 'PlaceOrder', start, 11, 60);
  const reserve = span('state', 'ReserveStock', execution, 12, 20);
  const reserving = span('invocation', 'reserve', reserve, 12, 20);
  const write = span('call', 'dynamodb:TransactWriteItems', reserving, 13, 15);
  const aside = span('invocation', 'publish-stock', write, 16, 20);
  const asideCall = span('call', 'sns:Publish', aside, 17, 18);
  const provider = {
    ...span('call', 'POST http://provider', reserving, 16, 18),
    attributes: { isOutbound: true },
  };
  const close = span('state', 'CloseCheckout', execution, 40, 60);
  const closing = span('invocation', 'close', close, 41, 60);
  const update = span('call', 'dynamodb:UpdateItem', closing, 42, 43);
  const lastPoll = span('call', 'dynamodb:GetItem', complete, 90, 91);
  const before = [
    request,
    complete,
    find,
    price,
    encrypt,
    submit,
    polling,
    publish,
    start,
    execution,
    reserve,
  ];
  return [...before, reserving, write, aside, asideCall, provider, close, closing, update, lastPoll];
}
