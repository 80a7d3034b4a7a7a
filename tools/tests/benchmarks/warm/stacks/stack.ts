import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** One way to build the two routes of the benchmark. */
export interface Stack {
  readonly name: string;
  readonly GET: Handler;
  readonly POST: Handler;
}
