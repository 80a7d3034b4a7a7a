/**
 * A token bucket, as API Gateway throttles: `burst` requests at once, refilled at `ratePerSecond`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @returns asks for one token; false where the request has to be refused
 */
export function createThrottle({
  ratePerSecond,
  burst,
  nowMillis = () => performance.now(),
}: {
  ratePerSecond: number;
  burst: number;
  nowMillis?: () => number;
}): () => boolean {
  let tokens = burst;
  let refilledAt = nowMillis();
  return () => {
    const now = nowMillis();
    tokens = Math.min(burst, tokens + ((now - refilledAt) / 1000) * ratePerSecond);
    refilledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
