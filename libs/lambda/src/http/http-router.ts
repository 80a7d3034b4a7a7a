import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

type Handler<R> = (event: APIGatewayProxyEvent, context: Context) => R;

/**
 * Creates one Lambda handler for several routes: API Gateway has already matched the path, so the method and the resource of
 * the event name the route. HEAD is answered by the handler of GET (RFC 9110, section 9.3.2).
 *
 * @param routes  the handlers by method and resource: `GET /orders/{orderId}`
 * @throws Error (the returned handler) for a route that is not among them, which API Gateway never sends
 * @example export const handler = httpRouter({ 'GET /orders/{orderId}': getOrder, 'GET /orders': listOrders });
 */
export function httpRouter<R>(routes: Readonly<Record<string, Handler<R>>>): Handler<R> {
  const byRoute = new Map(Object.entries(routes));
  return (event, context) => {
    const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
    const handler = byRoute.get(`${method} ${event.resource}`);
    if (handler === undefined) throw new Error(`No handler answers ${method} ${event.resource}.`);
    return handler(event, context);
  };
}
